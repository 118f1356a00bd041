package dev.consilium.ops.bench.throughput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a document that a measurement writes anew, between two comments. */
final class Section {

    static final String BEGIN = "<!-- bench scale: begin -->";
    static final String END = "<!-- bench scale: end -->";

    private Section() {}

    /** Replaces what stands between the two comments; a file that has none, or is not there, becomes the text alone. */
    static void write(Path file, String text) throws IOException {
        String before = Files.exists(file) ? Files.readString(file) : "";
        Files.writeString(file, replaced(before, text));
    }

    static String replaced(String document, String text) {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        if (begin < 0 || end < begin) {
            return text;
        }
        return document.substring(0, begin + BEGIN.length()) + "\n" + text.strip() + "\n" + document.substring(end);
    }
}
