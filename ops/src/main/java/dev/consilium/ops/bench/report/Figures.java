package dev.consilium.ops.bench.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a measurement found, key by key, beginning with what it was measured on. Built by one thread. */
public final class Figures {

    private final Map<String, Object> keys = new LinkedHashMap<>();

    private Figures() {}

    /** Of this machine. */
    public static Figures measuredOn(long images) {
        return new Figures()
                .with("cores", Runtime.getRuntime().availableProcessors())
                .with("javaVersion", System.getProperty("java.version"))
                .with("architecture", System.getProperty("os.arch"))
                .with("images", images);
    }

    /** Of this machine, and topics with so many partitions. */
    public static Figures measuredOn(int partitions, long images) {
        return measuredOn(images).with("partitions", partitions);
    }

    /** Of a part of them, to be put under one key. */
    public static Figures part() {
        return new Figures();
    }

    /**
     * Adds one figure.
     *
     * @param value what Jackson can write; {@link Figures} become an object
     */
    public Figures with(String key, Object value) {
        keys.put(key, value instanceof Figures part ? part.keys : value);
        return this;
    }

    public Map<String, Object> asMap() {
        return Collections.unmodifiableMap(keys);
    }
}
