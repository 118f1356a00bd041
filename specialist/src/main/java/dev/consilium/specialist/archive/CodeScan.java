package dev.consilium.specialist.archive;

import dev.consilium.specialist.archive.Token.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Looks at every name in a file of TorchScript: what it calls must compute and do nothing else. libtorch lets a name be put
 * into a variable and called there, so that a name counts wherever it stands, called or not. What is unknown is refused.
 */
final class CodeScan {

    private static final String ADVICE =
            ": a specialist makes logits of pixels; leave this out of the module, script it again and publish that";

    /** Run while a file is loaded, before anything could be said about the module. */
    private static final Set<String> AT_LOAD = Set.of("__setstate__", "__getstate__");

    private static final Set<String> BASES = Set.of("Module", "NamedTuple", "Enum");
    private static final Pattern CONSTANT = Pattern.compile("c[0-9]+");
    private static final Pattern PLAIN_TEXT = Pattern.compile("([\"'])[A-Za-z0-9_.-]+\\1");

    private final String path;
    private final List<Token> tokens;
    private final ModuleSource source;
    private final AllowedOperators operators;
    private final CodeLayout layout;

    private CodeScan(String path, List<Token> tokens, ModuleSource source, AllowedOperators operators) {
        this.path = path;
        this.tokens = tokens;
        this.source = source;
        this.operators = operators;
        this.layout = new CodeLayout(tokens);
    }

    static void require(ModuleSource source, AllowedOperators operators) throws UnsafeArchiveException {
        for (Map.Entry<String, List<Token>> file : source.files().entrySet()) {
            new CodeScan(file.getKey(), file.getValue(), source, operators).run();
        }
    }

    private void run() throws UnsafeArchiveException {
        int i = 0;
        while (i < tokens.size() - 1) {
            Token token = tokens.get(i);
            if (AT_LOAD.contains(token.text())) {
                throw refused(token, token.text(), "runs while the file is loaded");
            }
            if (token.is("import")) {
                throw refused(token, "import", "brings in code from elsewhere");
            }
            String objection = layout.objection(i);
            if (!objection.isEmpty()) {
                throw refused(token, "'" + token.text() + "'", objection);
            }
            if (!token.isName()) {
                i++;
            } else if (i > 0 && tokens.get(i - 1).defines()) {
                definition(i);
                i++;
            } else if (i > 0 && tokens.get(i - 1).is(".")) {
                attribute(token, layout.isCall(i));
                i++;
            } else {
                int end = layout.endOfChain(i);
                chain(i, end);
                i = end;
            }
        }
    }

    private void definition(int i) throws UnsafeArchiveException {
        Token name = tokens.get(i);
        if (tokens.get(i - 1).is("class")
                && layout.isCall(i)
                && !(BASES.contains(tokens.get(i + 2).text())
                        && tokens.get(i + 3).is(")"))) {
            throw refused(name, "class " + name.text() + "(" + tokens.get(i + 2).text() + ")", "is no plain class");
        }
    }

    /** The names from {@code begin} to before {@code end}, with a dot between each two. */
    private void chain(int begin, int end) throws UnsafeArchiveException {
        Token root = tokens.get(begin);
        List<String> names = tokens.subList(begin, end).stream()
                .filter(token -> token.kind() == Kind.NAME)
                .map(Token::text)
                .toList();
        String whole = String.join(".", names);
        boolean known = switch (root.text()) {
            case "torch" -> names.size() == 2 && operators.computes(names.get(1));
            case "ops" -> names.size() == 3 && isOperator(names.get(1), names.get(2));
            case "CONSTANTS" ->
                names.size() == 2 && CONSTANT.matcher(names.get(1)).matches();
            case "__torch__" -> isDefined(names, whole);
            default -> {
                if (names.size() == 1) {
                    yield bare(begin);
                }
                yield !isOutlawed(root) && attributes(begin + 2, end);
            }
        };
        if (!known) {
            throw refused(root, whole, "is not among what a module may use" + advice(names));
        }
    }

    private boolean isOperator(String namespace, String name) {
        return switch (namespace) {
            case "aten" -> operators.computes(name);
            case "prim" -> Operators.isPrimitive(name);
            default -> operators.allows(namespace, name);
        };
    }

    /** What whoever vouches for an operator can do. */
    private static String advice(List<String> names) {
        boolean custom = names.size() == 3 && names.get(0).equals("ops");
        boolean plain = names.size() == 2 && names.get(0).equals("torch");
        String namespace = custom ? names.get(1) : "aten";
        String name = names.get(names.size() - 1);
        return (custom || plain) && AllowedOperators.couldAllow(namespace, name)
                ? " (who knows that it only computes sets trust.allowed.operators=" + namespace + "::" + name + ")"
                : "";
    }

    /** A class or function of this archive, or something of a class. */
    private boolean isDefined(List<String> names, String whole) {
        return source.defined().contains(whole)
                || (source.defined().contains(String.join(".", names.subList(0, names.size() - 1)))
                        && !Operators.doesMore(names.get(names.size() - 1)));
    }

    private boolean bare(int i) {
        String name = tokens.get(i).text();
        if (name.equals("getattr")) {
            return layout.isCallOnOneLine(i) && getsByPlainName(i);
        }
        if (Operators.isForm(name)) {
            return layout.isCallOnOneLine(i);
        }
        if (Operators.isType(name)) {
            return layout.isCall(i) || layout.isTypePosition(i);
        }
        return !isOutlawed(tokens.get(i))
                && (!layout.isCall(i) || layout.aliases(i).contains(name));
    }

    private static boolean isOutlawed(Token name) {
        return Operators.isOtherFunction(name.text()) || Operators.isForm(name.text());
    }

    private boolean attributes(int from, int end) throws UnsafeArchiveException {
        for (int i = from; i < end; i += 2) {
            attribute(tokens.get(i), i == end - 1 && layout.isCall(i));
        }
        return true;
    }

    /** Something of a value: a field, a method of the module's classes, or an operator, whose first argument it then is. */
    private void attribute(Token name, boolean called) throws UnsafeArchiveException {
        boolean known = operators.computes(name.text())
                || source.methods().contains(name.text())
                || Operators.isPrimitive(name.text())
                || name.is("__new__");
        if (Operators.doesMore(name.text()) || (called && !known)) {
            throw refused(name, "." + name.text(), "is not among what a module may use");
        }
    }

    /** {@code getattr(self.layers, "0")}: how libtorch writes a field whose name is no Python name. */
    private boolean getsByPlainName(int getattr) {
        int at = layout.soleText(getattr);
        if (at < 0 || !PLAIN_TEXT.matcher(tokens.get(at).text()).matches()) {
            return false;
        }
        String text = tokens.get(at).text();
        return !Operators.doesMore(text.substring(1, text.length() - 1));
    }

    private UnsafeArchiveException refused(Token at, String name, String why) {
        return new UnsafeArchiveException(path + ", line " + at.line() + ": " + name + " " + why + ADVICE);
    }
}
