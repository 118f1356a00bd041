package dev.consilium.specialist.archive;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Operators that whoever runs the app vouches for, beside those that are known to compute: of a later libtorch, or of a
 * library that is loaded into it. What is known to reach files, to run code or to do anything else than compute is none of
 * them. Immutable.
 *
 * @param names such as {@code torchvision::deform_conv2d}
 */
public record AllowedOperators(Set<String> names) {

    /** None but those that are known. */
    public static final AllowedOperators NONE = new AllowedOperators(Set.of());

    private static final Pattern FORM = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)::([A-Za-z_][A-Za-z0-9_]*)");

    /** Run Python, threads or other processes, or read and write files: libtorch's own, torchvision's, torchaudio's. */
    private static final Set<String> NEVER = Set.of(
            "prim",
            "profiler",
            "rpc",
            "c10d",
            "c10d_functional",
            "_c10d_functional",
            "_c10d_functional_autograd",
            "symm_mem",
            "image",
            "video_reader",
            "torchaudio",
            "torchaudio_sox",
            "torchaudio_ffmpeg");

    /** A second fence, for libraries that nobody here knows. */
    private static final Pattern TELLING = Pattern.compile(
            "(^|_)(file|files|path|load|loads|save|saves|read|write|open|dump|url|socket|exec|execute|eval|system|fork|spawn|rpc|python|pickle|print)(_|$)");

    /** @throws IllegalArgumentException naming the first that has another form, or can never be allowed */
    public AllowedOperators {
        names = Set.copyOf(names);
        names.stream().sorted().forEach(AllowedOperators::require);
    }

    /**
     * Reads names that are separated by commas.
     *
     * @throws IllegalArgumentException as the constructor
     */
    public static AllowedOperators parse(String text) {
        return new AllowedOperators(Arrays.stream(text.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether {@code torch.NAME} may be called. */
    boolean computes(String name) {
        return Operators.computes(name) || allows("aten", name);
    }

    /** Whether {@code ops.NAMESPACE.NAME} may be called, other than of {@code prim}. */
    boolean allows(String namespace, String name) {
        return names.contains(namespace + "::" + name);
    }

    /** Whether one could allow it. */
    static boolean couldAllow(String namespace, String name) {
        return !NEVER.contains(namespace)
                && !Operators.doesMore(name)
                && !Operators.isOtherFunction(name)
                && !Operators.isForm(name)
                && !Operators.isPrimitive(name)
                && !name.startsWith("__")
                && !TELLING.matcher(name).find();
    }

    private static void require(String operator) {
        Matcher matcher = FORM.matcher(operator);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + operator
                            + "' is no operator: write namespace::name, without an overload, for example torchvision::deform_conv2d");
        }
        boolean known = matcher.group(1).equals("aten") && Operators.computes(matcher.group(2));
        if (!known && !couldAllow(matcher.group(1), matcher.group(2))) {
            throw new IllegalArgumentException(
                    "'" + operator
                            + "' can never be allowed: it reaches files, other processes or memory, runs code, or is named like what does");
        }
    }
}
