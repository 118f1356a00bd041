package dev.consilium.ops.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The part of a document that a command writes anew, between two comments.
 *
 * @param command as the comments name it, such as {@code bench scale}
 */
public record Section(String command) {

    /** Replaces what stands between the two comments; a file that has none, or is not there, becomes the text alone. */
    public void write(Path file, String text) throws IOException {
        String before = Files.exists(file) ? Files.readString(file) : "";
        Files.writeString(file, replaced(before, text));
    }

    String replaced(String document, String text) {
        int begin = document.indexOf(comment("begin"));
        int end = document.indexOf(comment("end"));
        if (begin < 0 || end < begin) {
            return text;
        }
        return document.substring(0, begin + comment("begin").length()) + "\n" + text.strip() + "\n"
                + document.substring(end);
    }

    private String comment(String which) {
        return "<!-- " + command + ": " + which + " -->";
    }
}
