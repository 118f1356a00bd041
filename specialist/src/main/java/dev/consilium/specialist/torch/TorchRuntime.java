package dev.consilium.specialist.torch;

import java.util.Properties;

/**
 * The settings that DJL's PyTorch engine needs before it is first touched. What the user has set already, as a system property, stays.
 */
public final class TorchRuntime {

    static {
        setUnlessSet(System.getProperties());
    }

    private TorchRuntime() {}

    /** Call before anything else touches DJL; calling again does nothing. */
    public static void prepare() {
        // The class initialiser has done it.
    }

    static void setUnlessSet(Properties properties) {
        // Natives come with the class path: never ask a server for models, versions or statistics.
        properties.putIfAbsent("ai.djl.offline", "true");
        properties.putIfAbsent("OPT_OUT_TRACKING", "true");
        // A scorer thread is the unit of parallelism. Two of them with two intra-op threads each are many times slower
        // than with one.
        properties.putIfAbsent("ai.djl.pytorch.num_threads", "1");
        properties.putIfAbsent("ai.djl.pytorch.num_interop_threads", "1");
    }
}
