package dev.consilium.specialist.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a module may call: operators that make tensors and numbers of tensors and numbers. Those of libtorch that do
 * something else are known too, so that a method of a module cannot be mistaken for one of them. Any other is unknown, and
 * unknown is not allowed.
 */
final class Operators {

    /** Of {@code ops.prim}. */
    private static final Set<String> PRIMITIVE = Set.of(
            "RaiseException",
            "NumToTensor",
            "TupleIndex",
            "TupleUnpack",
            "EnumName",
            "EnumValue",
            "data",
            "device",
            "dtype",
            "grad",
            "layout",
            "name",
            "itemsize",
            "nbytes",
            "requires_grad",
            "is_cpu",
            "is_cuda",
            "is_ipu",
            "is_meta",
            "is_mkldnn",
            "is_mps",
            "is_nested",
            "is_quantized",
            "is_sparse",
            "is_sparse_csr",
            "is_vulkan",
            "is_xla",
            "is_xpu",
            "abs",
            "max",
            "min",
            "rangelist",
            "tolist",
            "type",
            "unchecked_cast",
            "unchecked_unwrap_optional");

    /** Make a number or a text when they are called, and are types else. */
    private static final Set<String> TYPES = Set.of("int", "float", "bool", "complex", "str");

    /** Called by their bare name. {@code print} is none: a line for each image would fill the app's log. */
    private static final Set<String> FORMS =
            Set.of("annotate", "unchecked_cast", "uninitialized", "isinstance", "range", "getattr");

    /** Of libtorch's bare names those that do something else than compute, and names that find others by text. */
    private static final Set<String> OTHER_FUNCTIONS = Set.of(
            "print",
            "hasattr",
            "fork",
            "awaitable",
            "rpc_async",
            "rpc_sync",
            "rpc_remote",
            "open",
            "exec",
            "eval",
            "compile",
            "super",
            "globals",
            "locals",
            "vars");

    private static final Set<String> COMPUTING = names("computing-operators.txt");
    private static final Set<String> OTHERS = names("other-operators.txt");

    private Operators() {}

    /** Whether {@code torch.NAME} only computes. */
    static boolean computes(String name) {
        return COMPUTING.contains(name);
    }

    /** Whether {@code torch.NAME} is an operator that does something else. */
    static boolean doesMore(String name) {
        return OTHERS.contains(name);
    }

    static boolean isPrimitive(String name) {
        return PRIMITIVE.contains(name);
    }

    static boolean isType(String name) {
        return TYPES.contains(name);
    }

    static boolean isForm(String name) {
        return FORMS.contains(name);
    }

    static boolean isOtherFunction(String name) {
        return OTHER_FUNCTIONS.contains(name);
    }

    static Set<String> names(String resource) {
        try (InputStream in = Objects.requireNonNull(Operators.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> java.util.Arrays.stream(line.split(" ")))
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
