package dev.consilium.ops.terminal;

/** Of text on a terminal, by the numbers of ECMA-48. */
public enum Colour {
    RED(31),
    GREEN(32),
    YELLOW(33),
    FAINT(2);

    private final int code;

    Colour(int code) {
        this.code = code;
    }

    String on(String text) {
        return "\u001B[" + code + "m" + text + "\u001B[0m";
    }
}
