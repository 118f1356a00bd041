package dev.consilium.specialist.image;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats that are read. */
enum ImageFormat {
    JPEG(65_500, "image/jpeg", "image/jpg"),
    PNG(1_000_000, "image/png"),
    BMP(1_000_000, "image/bmp", "image/x-ms-bmp", "image/x-bmp"),
    GIF(65_535, "image/gif"),
    /** No file format: height x width x 3 bytes, row by row, and the sizes beside it. */
    RGB8(Integer.MAX_VALUE, "image/x-rgb8");

    static final String SUPPORTED = "image/jpeg, image/png, image/bmp, image/gif, image/x-rgb8";

    private final long longestSide;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed.
    private final List<String> mediaTypes;

    ImageFormat(long longestSide, String... mediaTypes) {
        this.longestSide = longestSide;
        this.mediaTypes = List.of(mediaTypes);
    }

    String mediaType() {
        return mediaTypes.get(0);
    }

    /** In pixels, as libjpeg, libpng and OpenCV take it. */
    long longestSide() {
        return longestSide;
    }

    /** The format of a media type such as {@code image/png} or {@code IMAGE/PNG; q=1}. */
    static ImageFormat of(String contentType) throws BadImageException {
        int parameters = contentType.indexOf(';');
        String bare = (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .trim()
                .toLowerCase(Locale.ROOT);
        for (ImageFormat format : values()) {
            if (format.mediaTypes.contains(bare)) {
                return format;
            }
        }
        throw new BadImageException(
                "contentType '" + shortened(contentType) + "' is not supported: it must be one of " + SUPPORTED);
    }

    /** The format of a file, by its first bytes. */
    static Optional<ImageFormat> sniff(Bytes bytes) {
        if (bytes.startsWith(0xFF, 0xD8, 0xFF)) {
            return Optional.of(JPEG);
        }
        if (bytes.startsWith(0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
            return Optional.of(PNG);
        }
        if (bytes.startsWith('G', 'I', 'F', '8')) {
            return Optional.of(GIF);
        }
        if (bytes.startsWith('B', 'M')) {
            return Optional.of(BMP);
        }
        return Optional.empty();
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
