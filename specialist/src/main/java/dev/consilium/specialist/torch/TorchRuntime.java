package dev.consilium.specialist.torch;

/**
 * The settings that DJL's PyTorch engine needs before it is first touched. What the user has set already, as a system property, stays.
 */
public final class TorchRuntime {

    static {
        // Natives come with the class path: never ask a server for models, versions or statistics.
        setUnlessSet("ai.djl.offline", "true");
        setUnlessSet("OPT_OUT_TRACKING", "true");
        // A scorer thread is the unit of parallelism. Two of them with two intra-op threads each are many times slower
        // than with one.
        setUnlessSet("ai.djl.pytorch.num_threads", "1");
        setUnlessSet("ai.djl.pytorch.num_interop_threads", "1");
    }

    private TorchRuntime() {}

    /** Call before anything else touches DJL; calling again does nothing. */
    public static void prepare() {
        // The class initialiser has done it.
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
