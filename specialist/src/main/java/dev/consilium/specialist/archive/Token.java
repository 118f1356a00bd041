package dev.consilium.specialist.archive;

import java.util.Set;

/**
 * A piece of TorchScript source.
 *
 * @param line from 1
 * @param column from 0
 */
record Token(Kind kind, String text, int line, int column) {

    enum Kind {
        NAME,
        NUMBER,
        /** With its quotes. */
        STRING,
        SIGN,
        END
    }

    private static final Set<String> KEYWORDS = Set.of(
            "def",
            "class",
            "if",
            "else",
            "elif",
            "while",
            "for",
            "in",
            "is",
            "and",
            "or",
            "not",
            "return",
            "True",
            "False",
            "None",
            "global",
            "raise",
            "assert",
            "break",
            "continue",
            "del",
            "pass",
            "import",
            "with",
            "as",
            "Ellipsis",
            "NoneType");

    boolean is(String sign) {
        return kind != Kind.STRING && text.equals(sign);
    }

    boolean isName() {
        return kind == Kind.NAME && !KEYWORDS.contains(text);
    }

    /** How much deeper in brackets what follows is. */
    int depthChange() {
        if (kind != Kind.SIGN) {
            return 0;
        }
        return is("(") || is("[") || is("{") ? 1 : is(")") || is("]") || is("}") ? -1 : 0;
    }

    /** Names what comes next, instead of using it. */
    boolean defines() {
        return is("def") || is("class");
    }
}
