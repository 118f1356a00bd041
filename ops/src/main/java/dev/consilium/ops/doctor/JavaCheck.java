package dev.consilium.ops.doctor;

import com.sun.management.OperatingSystemMXBean;
import dev.consilium.ops.doctor.Finding.Ok;
import dev.consilium.ops.doctor.Finding.Warning;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/** The JVM that runs this, which is the one that {@code serve} would run in. */
final class JavaCheck implements Check {

    private static final double MEBIBYTE = 1 << 20;

    /** Modules lie outside of the heap: libtorch needs memory as well. */
    private static final double LARGEST_SHARE = 0.75;

    private static final long SMALLEST_HEAP = 256L << 20;

    @Override
    public Subject subject() {
        return Subject.JAVA;
    }

    @Override
    public List<Finding> look() {
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return List.of(
                new Ok(
                        subject().toString(),
                        System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + "), "
                                + Runtime.getRuntime().availableProcessors() + " processors"),
                heap(Runtime.getRuntime().maxMemory(), memory));
    }

    /** Both in bytes. */
    static Finding heap(long heap, long memory) {
        String found = String.format(
                Locale.ROOT,
                "%,.0f MiB of the machine's, or container's, %,.0f MiB",
                heap / MEBIBYTE,
                memory / MEBIBYTE);
        if (heap < SMALLEST_HEAP) {
            return new Warning("heap", found, "give it more: CONSILIUM_HEAP=1g");
        }
        return heap > memory * LARGEST_SHARE
                ? new Warning(
                        "heap",
                        found,
                        "libtorch needs memory outside of the heap: set CONSILIUM_HEAP to half of the memory or less")
                : new Ok("heap", found);
    }
}
