package dev.consilium.trainer;

import dev.consilium.specialist.torch.DeviceSetting;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a training may use of the machine, on the command line. */
final class ResourceOptions {
    private static final double MOST_OF_HEAP = 0.75;

    @Option(
            names = "--device",
            defaultValue = "cpu",
            description =
                    "Where to train: cpu, gpu (all of them), gpu:0,1 (these), or auto (all GPUs that there are, else the CPU) "
                            + "(default: ${DEFAULT-VALUE}).")
    String device;

    @Option(
            names = "--cache-memory",
            paramLabel = "SIZE",
            description =
                    "How much of the heap decoded images may take, such as 512m or 4g; the others are read again in the background "
                            + "(default: half of the heap, which CONSILIUM_HEAP sets).")
    @Nullable
    String cacheMemory;

    /** @throws IllegalArgumentException when a value is unreadable, or more than there is */
    Resources resources() {
        Resources asked = Resources.usual().withDevice(DeviceSetting.parse(device));
        return cacheMemory == null
                ? asked
                : asked.withCacheMemory(
                        withinHeap(cacheMemory, Runtime.getRuntime().maxMemory()));
    }

    private static long withinHeap(String text, long heap) {
        long asked = MemorySize.parse("--cache-memory", text);
        if (asked > heap * MOST_OF_HEAP) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "--cache-memory is %s, and the heap has %,d MiB, of which three quarters may be decoded images: set CONSILIUM_HEAP",
                    text,
                    heap >> 20));
        }
        return asked;
    }
}
