package dev.consilium.trainer.progress;

/** What is counted. */
public enum Unit {
    IMAGES("images", 1),
    RECORDS("records", 1),
    /** Counted in bytes. */
    MEGABYTES("MB", 1_000_000);

    private final String text;
    private final long size;

    Unit(String text, long size) {
        this.text = text;
        this.size = size;
    }

    String text() {
        return text;
    }

    /** How much of what is counted makes one that is shown. */
    long size() {
        return size;
    }
}
