package dev.consilium.specialist.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Goes through a pickle as libtorch's reader does, with its instructions and no other, and without making anything but
 * numbers and tuples: which classes it names, and whether its tensors lie inside of their storage. libtorch does not look
 * at the latter and would read and write beyond it.
 */
final class PickleScan {

    private static final int DEEPEST = 1 << 20;

    /** What libtorch's own functions for reading are called; they make lists, numbers and plain tensors. */
    private static final Set<String> MAKERS = Set.of(
            "torch._utils._rebuild_tensor_v2",
            "torch.jit._pickle.build_intlist",
            "torch.jit._pickle.build_doublelist",
            "torch.jit._pickle.build_boollist",
            "torch.jit._pickle.build_tensorlist",
            "torch.jit._pickle.build_tensor_from_id",
            "torch.jit._pickle.restore_type_tag",
            "collections.OrderedDict",
            "builtins.complex",
            "torch.device");

    private static final Object OTHER = "other";

    private final String path;
    private final LittleEndian bytes;
    private final Set<String> classes;
    private final ToLongFunction<String> storedBytes;
    private final List<Object> stack = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final Map<Long, Object> memo = new HashMap<>();
    private int at;

    private PickleScan(String path, byte[] bytes, Set<String> classes, ToLongFunction<String> storedBytes) {
        this.path = path;
        this.bytes = LittleEndian.of(bytes);
        this.classes = classes;
        this.storedBytes = storedBytes;
    }

    /**
     * @param classes full names of the classes that it may name
     * @param storedBytes how many bytes the archive has for a storage; negative when it has none of that name
     */
    static void require(String path, byte[] bytes, Set<String> classes, ToLongFunction<String> storedBytes)
            throws UnsafeArchiveException {
        try {
            new PickleScan(path, bytes, classes, storedBytes).run();
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ClassCastException | ArithmeticException e) {
            throw new UnsafeArchiveException(
                    path + " is no pickle that torch.jit.save writes; save the module again with it");
        }
    }

    private void run() throws UnsafeArchiveException {
        if (u8() != 0x80 || u8() != 2) {
            throw refused("is no pickle of protocol 2");
        }
        int opcode = u8();
        while (opcode != '.') {
            step(opcode);
            if (stack.size() > DEEPEST) {
                throw refused("has too many values");
            }
            opcode = u8();
        }
    }

    private void step(int opcode) throws UnsafeArchiveException {
        switch (opcode) {
            case '(' -> marks.add(stack.size());
            case ')' -> push(List.of());
            case ']', '}', 'N', 0x88, 0x89 -> push(OTHER);
            case 'K' -> push((long) u8());
            case 'M' -> push((long) bytes.u16(skip(2)));
            case 'J' -> push((long) (int) bytes.u32(skip(4)));
            case 0x8a -> push(long1());
            case 'G' -> {
                skip(8);
                push(OTHER);
            }
            case 'X' -> push(new Text(text((int) bytes.u32(skip(4)))));
            case 'q' -> memo.put((long) u8(), top());
            case 'r' -> memo.put(bytes.u32(skip(4)), top());
            case 'h' -> push(remembered(u8()));
            case 'j' -> push(remembered(bytes.u32(skip(4))));
            case 't' -> push(List.copyOf(sinceMark()));
            case 0x85, 0x86, 0x87 -> tuple(opcode - 0x84);
            case 'l' -> {
                sinceMark();
                push(OTHER);
            }
            case 'd' -> {
                pairsSinceMark();
                push(OTHER);
            }
            case 'e' -> sinceMark();
            case 'u' -> pairsSinceMark();
            case 's' -> drop(2);
            case 'c' -> push(global(line() + "." + line()));
            case 0x81 -> drop(1);
            case 'b', 'R' -> call();
            case 'Q' -> push(storage(pop()));
            default ->
                throw refused(String.format("has an instruction 0x%02x that torch.jit.save does not write", opcode));
        }
    }

    private Object global(String name) throws UnsafeArchiveException {
        if (name.startsWith("torch.")
                && name.endsWith("Storage")
                && ElementSize.of(name).isPresent()) {
            return new Global(name);
        }
        if (!MAKERS.contains(name) && !(name.startsWith("__torch__.") && classes.contains(name))) {
            throw refused("names " + name + ", which is neither a class of its code nor what torch.jit.save writes");
        }
        return new Global(name);
    }

    private void call() throws UnsafeArchiveException {
        Object argument = pop();
        if (!(pop() instanceof Global function) || function.name().endsWith("Storage")) {
            throw refused("calls what is no function");
        }
        if (function.name().equals("torch._utils._rebuild_tensor_v2")) {
            List<?> arguments = (List<?>) argument;
            TensorExtent.require(path, (Storage) arguments.get(0), arguments);
        }
        push(OTHER);
    }

    private Storage storage(Object id) throws UnsafeArchiveException {
        List<?> parts = (List<?>) id;
        String type = ((Global) parts.get(1)).name();
        String key = ((Text) parts.get(2)).value();
        long elements = (Long) parts.get(4);
        long needed = Math.multiplyExact(elements, (long) ElementSize.of(type).orElseThrow(ClassCastException::new));
        if (elements < 0 || (elements > 0 && storedBytes.applyAsLong(key) < needed)) {
            throw refused("has a storage '" + key + "' of " + needed + " bytes, of which the archive has "
                    + Math.max(0, storedBytes.applyAsLong(key)));
        }
        return new Storage(key, elements);
    }

    private void tuple(int length) {
        List<Object> parts = List.copyOf(stack.subList(stack.size() - length, stack.size()));
        drop(length);
        push(parts);
    }

    /** libtorch would read a value behind the last one. */
    private void pairsSinceMark() throws UnsafeArchiveException {
        if (sinceMark().size() % 2 != 0) {
            throw refused("has a key without a value");
        }
    }

    private List<Object> sinceMark() {
        List<Object> values = stack.subList(marks.remove(marks.size() - 1), stack.size());
        List<Object> copy = List.copyOf(values);
        values.clear();
        return copy;
    }

    private Object remembered(long id) {
        Object value = memo.get(id);
        if (value == null) {
            throw new IndexOutOfBoundsException();
        }
        return value;
    }

    private long long1() throws UnsafeArchiveException {
        if (u8() != 8) {
            throw refused("has a number of more than 8 bytes");
        }
        return bytes.u64(skip(8));
    }

    private String line() {
        int end = at;
        while (bytes.bytes().get(end) != '\n') {
            end++;
        }
        String line = text(end - at);
        at++;
        return line;
    }

    private String text(int length) {
        byte[] text = new byte[Math.min(length, bytes.length())];
        bytes.bytes().get(skip(length), text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private int u8() {
        return bytes.bytes().get(skip(1)) & 0xFF;
    }

    /** Where it was. */
    private int skip(int length) {
        if (length < 0 || length > bytes.length() - at) {
            throw new IndexOutOfBoundsException();
        }
        at += length;
        return at - length;
    }

    private void push(Object value) {
        stack.add(value);
    }

    private Object top() {
        return stack.get(stack.size() - 1);
    }

    private Object pop() {
        return stack.remove(stack.size() - 1);
    }

    private void drop(int values) {
        for (int i = 0; i < values; i++) {
            pop();
        }
    }

    private UnsafeArchiveException refused(String what) {
        return new UnsafeArchiveException(path + " " + what + "; save the module again with torch.jit.save");
    }

    private record Global(String name) {}

    private record Text(String value) {}

    /** Of the archive's {@code data} folder, for one element type. */
    record Storage(String key, long elements) {}
}
