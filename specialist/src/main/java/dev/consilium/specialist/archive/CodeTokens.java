package dev.consilium.specialist.archive;

import dev.consilium.specialist.archive.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts TorchScript source into tokens where libtorch's own lexer cuts it: strings and comments are no code, but for
 * {@code # type:} comments, which libtorch reads. What that lexer would not take is refused, and so are lines that go on
 * behind a backslash, which libtorch does not write.
 */
final class CodeTokens {

    /** libtorch's single characters; longer signs are read as several of these. */
    private static final String SIGNS = "+-*/%@()[]:,={}><.?!&^|~";

    /** Else the name behind it would be taken for a field. */
    private static final String DOTS = "...";

    private static final String TYPE_COMMENT = "# type:";

    private final String path;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    private CodeTokens(String path, String text) {
        this.path = path;
        this.text = text;
    }

    /** The tokens, the last of them {@link Kind#END}. */
    static List<Token> of(String path, String text) throws UnsafeArchiveException {
        CodeTokens lexer = new CodeTokens(path, text);
        lexer.run();
        return lexer.tokens;
    }

    private void run() throws UnsafeArchiveException {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                at++;
                newLine();
            } else if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (text.startsWith(TYPE_COMMENT, at)) {
                at += TYPE_COMMENT.length();
            } else if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (c == '"' || c == '\'') {
                string(c);
            } else if (isDigit(c) || (c == '.' && isDigit(next(1)))) {
                number();
            } else if (isLetter(c)) {
                int begin = at;
                while (isLetter(next(0)) || isDigit(next(0))) {
                    at++;
                }
                add(Kind.NAME, begin);
            } else if (text.startsWith(DOTS, at)) {
                at += DOTS.length();
                add(Kind.SIGN, at - DOTS.length());
            } else if (SIGNS.indexOf(c) >= 0) {
                at++;
                add(Kind.SIGN, at - 1);
            } else {
                throw refused("has a character (code " + (int) c + ") that is no TorchScript");
            }
        }
        tokens.add(new Token(Kind.END, "", line, 0));
    }

    private void string(char quote) throws UnsafeArchiveException {
        int begin = at;
        String closing = String.valueOf(quote);
        if (text.startsWith(closing.repeat(3), at)) {
            closing = closing.repeat(3);
        }
        int beginLine = line;
        int beginColumn = at - lineStart;
        at += closing.length();
        while (!text.startsWith(closing, at)) {
            if (next(0) == '\\') {
                at++;
            } else if (next(0) == '\n' && closing.length() == 1) {
                throw refused("has a string that does not end");
            }
            if (at >= text.length()) {
                throw refused("has a string that does not end");
            }
            if (next(0) == '\n') {
                line++;
                lineStart = at + 1;
            }
            at++;
        }
        at += closing.length();
        tokens.add(new Token(Kind.STRING, text.substring(begin, at), beginLine, beginColumn));
    }

    private void number() throws UnsafeArchiveException {
        int begin = at;
        digits();
        if (next(0) == '.') {
            at++;
            digits();
        }
        if (next(0) == 'e' || next(0) == 'E') {
            int sign = next(1) == '+' || next(1) == '-' ? 1 : 0;
            if (isDigit(next(1 + sign))) {
                at += 1 + sign;
                digits();
            }
        }
        if (next(0) == 'j') {
            at++;
        }
        if (isLetter(next(0))) {
            throw refused("has a number that runs into a name");
        }
        add(Kind.NUMBER, begin);
    }

    private void digits() {
        while (isDigit(next(0))) {
            at++;
        }
    }

    private void newLine() {
        line++;
        lineStart = at;
    }

    private void add(Kind kind, int begin) {
        tokens.add(new Token(kind, text.substring(begin, at), line, begin - lineStart));
    }

    /** NUL behind the end; in the text itself it is refused as any strange character. */
    private char next(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
    }

    private UnsafeArchiveException refused(String what) {
        return new UnsafeArchiveException(
                path + ", line " + line + ", " + what + ": save the module with torch.jit.save");
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
