package dev.consilium.specialist.archive;

import dev.consilium.specialist.archive.Token.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where tokens stand to each other. A line's end counts only outside of brackets, as in Python.
 *
 * <p>Some ways to write are refused, since libtorch does not write them and a name could get another meaning by them: calling
 * what is no name, several targets in brackets, comprehensions.
 */
final class CodeLayout {

    /** Their first argument is a type. */
    private static final Set<String> CASTS = Set.of("annotate", "unchecked_cast", "uninitialized");

    private final List<Token> tokens;
    private final int[] depth;

    /** Of the function that was asked about last. */
    private Set<String> aliases = Set.of();

    private int aliasesFrom;
    private int aliasesTo;

    CodeLayout(List<Token> tokens) {
        this.tokens = tokens;
        this.depth = new int[tokens.size()];
        for (int i = 1; i < depth.length; i++) {
            depth[i] = depth[i - 1] + tokens.get(i - 1).depthChange();
        }
    }

    /** Why the token must not stand there; empty if it may. */
    String objection(int i) {
        Token token = tokens.get(i);
        Token next = tokens.get(Math.min(i + 1, tokens.size() - 1));
        if (token.is("(") && i > 0 && endsValue(tokens.get(i - 1)) && (depth[i] > 0 || !isFirst(i))) {
            return "calls what is no name";
        }
        if (token.is("for") && (depth[i] > 0 || next.kind() != Kind.NAME)) {
            return "is a loop that libtorch does not write";
        }
        if ((token.is("as") && next.kind() != Kind.NAME)
                || (token.is("[") && depth[i] == 0 && isFirst(i))
                || (token.is(")") && next.is("=") && !tokens.get(i + 2).is("="))) {
            return "has targets in brackets";
        }
        return "";
    }

    boolean isCall(int name) {
        return tokens.get(name + 1).is("(");
    }

    boolean isCallOnOneLine(int name) {
        return isCall(name) && !isFirst(name + 1);
    }

    /** Where a type is named, and nothing gets a name. */
    boolean isTypePosition(int i) {
        if (i == 0 || isFirst(i)) {
            return false;
        }
        Token before = tokens.get(i - 1);
        return before.is(":")
                || before.is("[")
                || before.is(">")
                || (before.is(",") && depth[i] > 0 && !tokens.get(i + 1).is(":"))
                || (before.is("(")
                        && i > 1
                        && (CASTS.contains(tokens.get(i - 2).text())
                                || tokens.get(i - 2).is(",")));
    }

    /** The functions of the archive that variables of this token's function stand for. */
    Set<String> aliases(int i) {
        if (i < aliasesFrom || i >= aliasesTo) {
            findAliases(i);
        }
        return aliases;
    }

    private void findAliases(int i) {
        int begin = i;
        while (begin > 0 && !tokens.get(begin - 1).defines()) {
            begin--;
        }
        int end = i;
        while (end < tokens.size() - 1 && !tokens.get(end).defines()) {
            end++;
        }
        Set<String> names = new HashSet<>();
        Set<String> otherwise = new HashSet<>();
        for (int at = begin; at < end; at++) {
            Token token = tokens.get(at);
            if (token.isName() && (at == 0 || !tokens.get(at - 1).is("."))) {
                if (isAlias(at)) {
                    names.add(token.text());
                } else if (!isCall(at)) {
                    otherwise.add(token.text());
                }
            }
        }
        names.removeAll(otherwise);
        aliases = names;
        aliasesFrom = begin;
        aliasesTo = Math.max(end, i + 1);
    }

    /** {@code NAME = __torch__.a.b} and nothing else on its line. */
    private boolean isAlias(int i) {
        if (depth[i] > 0
                || !isFirst(i)
                || !tokens.get(i + 1).is("=")
                || !tokens.get(i + 2).is("__torch__")) {
            return false;
        }
        int end = endOfChain(i + 2);
        return isFirst(end) && tokens.get(end - 1).line() == tokens.get(i).line();
    }

    /** Behind the names with a dot between each two that begin at {@code begin}. */
    int endOfChain(int begin) {
        int end = begin + 1;
        while (tokens.get(end).is(".") && tokens.get(end + 1).kind() == Kind.NAME) {
            end += 2;
        }
        return end;
    }

    /** Whether exactly two arguments stand in the brackets behind a name, the second a single text; its place, else -1. */
    int soleText(int name) {
        int inside = depth[name] + 1;
        int commas = 0;
        for (int i = name + 2; i < tokens.size() - 1; i++) {
            commas += tokens.get(i).is(",") && depth[i] == inside ? 1 : 0;
            if (tokens.get(i).is(")") && depth[i] == inside) {
                boolean sole = commas == 1
                        && tokens.get(i - 1).kind() == Kind.STRING
                        && tokens.get(i - 2).is(",");
                return sole ? i - 1 : -1;
            }
        }
        return -1;
    }

    private boolean isFirst(int i) {
        return i == 0 || tokens.get(i - 1).line() < tokens.get(i).line();
    }

    private static boolean endsValue(Token token) {
        return token.kind() == Kind.STRING
                || token.kind() == Kind.NUMBER
                || token.is(")")
                || token.is("]")
                || token.is("}");
    }
}
