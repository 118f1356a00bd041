package dev.consilium.ops.doctor;

/** What a check saw of one thing. */
sealed interface Finding {

    /** What was looked at, in a word or three. */
    String name();

    /** What was found. */
    String found();

    /** As it should be. */
    record Ok(String name, String found) implements Finding {}

    /**
     * Works, but may not for long, or not well.
     *
     * @param cure what to do
     */
    record Warning(String name, String found, String cure) implements Finding {}

    /**
     * Does not work.
     *
     * @param cure what to do
     */
    record Failed(String name, String found, String cure) implements Finding {}

    /**
     * Nobody could look.
     *
     * @param found why
     */
    record NotChecked(String name, String found) implements Finding {}
}
