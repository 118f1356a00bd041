package dev.consilium.specialist.corpus;

import static dev.consilium.specialist.corpus.FileBytes.fixture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the record says about its content. */
final class TypeKinds {

    static final String UNSUPPORTED = "contentType '…' is not supported: it must be one of image/jpeg, image/png,"
            + " image/bmp, image/gif, image/x-rgb8";

    private static final Map<String, byte[]> FILES = new LinkedHashMap<>();

    static {
        FILES.put("image/jpeg", fixture("grey.jpg"));
        FILES.put("image/png", fixture("grey.png"));
        FILES.put("image/bmp", fixture("grey.bmp"));
        FILES.put("image/gif", fixture("palette.gif"));
    }

    private TypeKinds() {}

    static List<Kind> all() {
        return List.of(
                Kind.answered("A content type as people write it, or none", asPeopleWriteIt()),
                Kind.answered("A width and a height beside a file, right or wrong: not looked at", sizes()),
                Kind.refused(
                        "The content type of another format", "contentType is '…', but the content is …", exchanged()),
                Kind.refused(
                        "A content type that is none, or of a format that is not read", UNSUPPORTED, unsupported()));
    }

    private static Samples asPeopleWriteIt() {
        Samples samples = new Samples();
        FILES.forEach((type, file) -> {
            samples.add(type, file, type);
            samples.add("none of " + type, file);
        });
        for (String type :
                List.of("IMAGE/JPEG", "image/jpg", " image/jpeg ", "image/jpeg;q=1", "image/jpeg; charset=binary")) {
            samples.add("'" + type + "'", FILES.get("image/jpeg"), type);
        }
        for (String type : List.of("image/x-ms-bmp", "image/x-bmp")) {
            samples.add("'" + type + "'", FILES.get("image/bmp"), type);
        }
        return samples;
    }

    private static Samples sizes() {
        byte[] file = FILES.get("image/png");
        return new Samples()
                .add("right", file, "image/png", 23, 17)
                .add("wrong", file, "image/png", 5, 5)
                .add("negative", file, null, -1, Integer.MIN_VALUE)
                .add("huge", file, null, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    private static Samples exchanged() {
        Samples samples = new Samples();
        FILES.forEach((said, other) -> FILES.forEach((type, file) -> {
            if (!said.equals(type)) {
                samples.add(type + " called " + said, file, said);
            }
        }));
        return samples;
    }

    private static Samples unsupported() {
        Samples samples = new Samples();
        for (String type : List.of(
                "",
                " ",
                ";",
                "image/*",
                "*/*",
                "image",
                "jpeg",
                "image/pjpeg",
                "image/webp",
                "image/tiff",
                "image/svg+xml",
                "application/octet-stream",
                "text/html",
                "image/\0jpeg",
                "image/\u202egnp",
                "ımage/jpeg",
                "null")) {
            samples.add("'" + type.replace("\0", "\\0") + "'", FILES.get("image/jpeg"), type);
        }
        return samples.add("100,000 letters", FILES.get("image/jpeg"), "x".repeat(100_000));
    }
}
