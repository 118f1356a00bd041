package dev.consilium.specialist.archive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Code that was looked at before: that of the trainer's templates, which training does not change. */
final class KnownCode {

    /** By {@link #digest}. A test of the trainer holds that all of its templates are here. */
    private static final Map<String, String> TEMPLATES = Map.of(
            "e0798482d64fc7938f212dddbda0cf17b59dbc540b1df338a7a62e529a9ec91d", "simple-cnn",
            "cf6e7a5618780b6b477ecfdabc2987b79894bc3785450a52d9cfb732b35cf9bb", "small-resnet",
            "27aed03f06d8e8d26f2b95847b5540807de6c5cb6b5506427b732d3547a8006e", "wide-resnet");

    private KnownCode() {}

    /** The template that it is. */
    static Optional<String> template(String digest) {
        return Optional.ofNullable(TEMPLATES.get(digest));
    }

    /** SHA-256 over each path, a line feed, the length in decimal, a line feed, and the bytes, in order of the paths. */
    static String digest(SortedMap<String, byte[]> code) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            code.forEach((path, bytes) -> {
                digest.update((path + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
