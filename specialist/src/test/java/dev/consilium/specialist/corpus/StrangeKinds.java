package dev.consilium.specialist.corpus;

import static dev.consilium.specialist.corpus.FileBytes.bytes;
import static dev.consilium.specialist.corpus.FileBytes.deflated;
import static dev.consilium.specialist.corpus.FileBytes.fixture;
import static dev.consilium.specialist.corpus.FileBytes.join;
import static dev.consilium.specialist.corpus.FileBytes.noise;
import static dev.consilium.specialist.corpus.FileBytes.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is no image, or something else as well. */
final class StrangeKinds {

    private static final String NONE = "content is not a JPEG, PNG, BMP or GIF file (and contentType is absent)";
    private static final int LIMIT = 4 << 20;

    private StrangeKinds() {}

    static List<Kind> all() {
        return List.of(
                Kind.refused(
                        "No content",
                        "content is empty",
                        new Samples()
                                .add("0 bytes", new byte[0])
                                .add("0 bytes, said to be a JPEG", new byte[0], "image/jpeg")
                                .add("0 bytes, said to be raw pixels", new byte[0], "image/x-rgb8", 1, 1)),
                Kind.refused("Zeros or noise, from one byte to the limit", NONE, sizes()),
                Kind.refused(
                        "More bytes than the limit",
                        "content has N bytes: more than the limit of N",
                        new Samples()
                                .add("a byte more, of zeros", new byte[LIMIT + 1])
                                .add("a byte more, a PNG", Arrays.copyOf(fixture("grey.png"), LIMIT + 1))
                                .add(
                                        "a byte more, a JPEG under a wrong type",
                                        Arrays.copyOf(fixture("grey.jpg"), LIMIT + 1),
                                        "image/png")
                                .add("5 MB of raw pixels", new byte[5_000_000], "image/x-rgb8", 1000, 1000)
                                .add("9 MB of noise", noise(9_000_000))),
                Kind.refused(
                        "A side that is longer than the decoders take",
                        "… declares N x N pixels: no side may be longer than N",
                        new Samples()
                                .add("PNG of 1000001 x 1", PngKinds.plain(1_000_001, 1, 1, PngFile.GREY))
                                .add("PNG of 1 x 1000001", PngKinds.plain(1, 1_000_001, 1, PngFile.GREY))
                                .add("BMP of 1000001 x 1", BmpFile.picture(1_000_001, 1, 1))
                                .add("JPEG of 65501 x 1", BadJpegKinds.sized(65_501, 1))
                                .add("JPEG of 1 x 65535", BadJpegKinds.sized(1, 65_535))),
                Kind.refused("A file of a format that is not read", NONE, formats(false)),
                Kind.refused("The same under its own type", TypeKinds.UNSUPPORTED, formats(true)),
                Kind.refused(
                        "No image under the type of one",
                        "content is not a JPEG, PNG, BMP or GIF file, though contentType is '…'",
                        new Samples()
                                .add("zeros, said to be a PNG", new byte[100], "image/png")
                                .add("HTML, said to be a JPEG", text("<html></html>"), "image/jpeg")
                                .add("WebP, said to be a GIF", text("RIFF$\0\0\0WEBPVP8 "), "image/gif")
                                .add("raw pixels, said to be a BMP", noise(3072), "image/bmp")),
                Kind.refused("A signature that was damaged on its way", NONE, signatures()),
                Kind.answered("A file that is something else as well: the image in it", both()),
                Kind.refused("A file that has an image somewhere in it", NONE, within()));
    }

    private static Samples sizes() {
        Samples samples = new Samples();
        for (int length : new int[] {1, 2, 3, 4, 5, 7, 8, 16, 100, 1000, 65_536, 1 << 20, LIMIT - 1, LIMIT}) {
            samples.add(length + " zeros", new byte[length]);
            samples.add(length + " bytes of noise", noise(length));
        }
        return samples;
    }

    private static Samples formats(boolean withTypes) {
        Map<String, byte[]> formats = new LinkedHashMap<>();
        formats.put("image/webp", text("RIFF$\0\0\0WEBPVP8 "));
        formats.put("image/tiff", text("II*\0\u0008\0\0\0"));
        formats.put("image/tiff-fx", text("MM\0*\0\0\0\u0008"));
        formats.put("image/avif", text("\0\0\0 ftypavif"));
        formats.put("image/heic", text("\0\0\0\u0018ftypheic"));
        formats.put("image/jxl", bytes(0xFF, 0x0A, 0, 0));
        formats.put("image/jp2", text("\0\0\0\u000cjP  \r\n\u0087\n"));
        formats.put("image/vnd.microsoft.icon", bytes(0, 0, 1, 0, 1, 0));
        formats.put("image/vnd.adobe.photoshop", text("8BPS\0\1"));
        formats.put("image/svg+xml", text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"));
        formats.put("image/x-portable-pixmap", text("P6 1 1 255\n"));
        formats.put("image/x-exr", bytes(0x76, 0x2F, 0x31, 0x01));
        formats.put("image/vnd.radiance", text("#?RADIANCE\n"));
        formats.put("image/qoi", text("qoif\0\0\0\1"));
        formats.put("image/x-tga", bytes(0, 0, 2, 0, 0, 0, 0, 0));
        formats.put("application/pdf", text("%PDF-1.7\n"));
        formats.put("application/zip", text("PK\3\4"));
        formats.put("application/gzip", bytes(0x1F, 0x8B, 8, 0));
        formats.put("application/json", text("{\"image\": \"...\"}"));
        formats.put("application/x-python-pickle", text("\u0080\2cos\nsystem\n."));
        formats.put("application/x-executable", text("\u007fELF"));
        formats.put("text/html", text("<html><img src=x onerror=alert(1)></html>"));
        formats.put("text/plain", text("data:image/png;base64,iVBORw0KGgo="));
        formats.put("video/mp4", text("\0\0\0 ftypisom"));
        Samples samples = new Samples();
        formats.forEach((type, begin) -> {
            byte[] file = join(begin, noise(100));
            samples.add(type, file, withTypes ? type : null);
        });
        return samples;
    }

    private static Samples signatures() {
        byte[] png = fixture("grey.png");
        return new Samples()
                .add("line ends of PNG changed", FileBytes.with(png, 4, '\n', 0x1A))
                .add("PNG cut to 7 bits", FileBytes.with(png, 0, 0x09))
                .add("the first byte of PNG is missing", Arrays.copyOfRange(png, 1, png.length))
                .add("PNG as Base64", Base64.getEncoder().encode(png))
                .add("PNG as hexadecimal text", text(HexFormat.of().formatHex(png)))
                .add("PNG deflated", deflated(png))
                .add(
                        "PNG read as Latin-1, written as UTF-8",
                        new String(png, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_8))
                .add("a byte order mark before JPEG", join(bytes(0xEF, 0xBB, 0xBF), fixture("grey.jpg")))
                .add("a blank before GIF", join(text(" "), fixture("palette.gif")))
                .add("GIF in small letters", FileBytes.with(fixture("palette.gif"), 0, 'g', 'i', 'f'))
                .add("the first 2 bytes of JPEG", bytes(0xFF, 0xD8))
                .add("the first 7 bytes of PNG", Arrays.copyOf(png, 7));
    }

    private static Samples both() {
        byte[] zip = join(text("PK\3\4"), noise(200), text("PK\5\6"), new byte[18]);
        return new Samples()
                .add("JPEG and ZIP", join(fixture("grey.jpg"), zip))
                .add("PNG and ZIP", join(fixture("grey.png"), zip))
                .add("BMP and ZIP", join(fixture("grey.bmp"), zip))
                .add("GIF and ZIP", join(fixture("palette.gif"), zip))
                .add(
                        "JPEG and PHP",
                        JpegFile.fixtureWith("grey.jpg", JpegFile.segment(0xFE, text("<?php system($_GET['c']); ?>"))))
                .add(
                        "JPEG and HTML",
                        JpegFile.fixtureWith("grey.jpg", JpegFile.segment(0xFE, text("<html><body onload=alert(1)>"))))
                .add("PNG and JavaScript", PngFile.pictureWith(PngFile.chunk("tEXt", text("a\0*/alert(1)//"))));
    }

    private static Samples within() {
        return new Samples()
                .add("ZIP and JPEG", join(text("PK\3\4"), fixture("grey.jpg")))
                .add("PDF with a JPEG", join(text("%PDF-1.7\nstream\n"), fixture("grey.jpg"), text("\nendstream")))
                .add("HTML and GIF", join(text("<html>"), fixture("palette.gif")))
                .add("a letter with a PNG", join(text("Content-Type: image/png\r\n\r\n"), fixture("grey.png")));
    }
}
