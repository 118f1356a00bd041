package dev.consilium.ops.bench.throughput;

/** The kernel's steps, in their order. */
enum Stage {
    DECODE("decode"),
    PUT("put"),
    FORWARD("forward"),
    RULE("rule");

    private final String key;

    Stage(String key) {
        this.key = key;
    }

    /** As it is called in the figures. */
    String key() {
        return key;
    }
}
