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
            "2e02fa9dce7bd0d5032bc02a68360e2d4b192c30d1c5314e9b756d36f1916372", "simple-cnn",
            "612e5ccf316ff19cadc1767052bac5c874adccaa4b0ae0a6c506c755183c5d5d", "small-resnet",
            "49d22ee40d451f23dd512588c89778952140ba415fc85437c57b49fdc1b10980", "wide-resnet");

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
