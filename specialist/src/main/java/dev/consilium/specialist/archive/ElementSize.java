package dev.consilium.specialist.archive;

import java.util.Map;
import java.util.OptionalInt;

/** Bytes of one element by the name of its storage. Quantised types are not among them: their modules are refused. */
final class ElementSize {

    private static final Map<String, Integer> SIZES = Map.ofEntries(
            Map.entry("torch.FloatStorage", 4),
            Map.entry("torch.DoubleStorage", 8),
            Map.entry("torch.HalfStorage", 2),
            Map.entry("torch.BFloat16Storage", 2),
            Map.entry("torch.LongStorage", 8),
            Map.entry("torch.IntStorage", 4),
            Map.entry("torch.ShortStorage", 2),
            Map.entry("torch.CharStorage", 1),
            Map.entry("torch.ByteStorage", 1),
            Map.entry("torch.BoolStorage", 1),
            Map.entry("torch.ComplexFloatStorage", 8),
            Map.entry("torch.ComplexDoubleStorage", 16));

    private ElementSize() {}

    static OptionalInt of(String storage) {
        Integer size = SIZES.get(storage);
        return size == null ? OptionalInt.empty() : OptionalInt.of(size);
    }
}
