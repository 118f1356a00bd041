package dev.consilium.ops.bench.rig;

import java.util.Arrays;
import java.util.List;

/** Who uses the processor: threads of one duty, recognised by their names. */
public enum CpuGroup {
    /** Its threads are named after whose producer it is, StreamThreads among them: so it is asked before those. */
    PRODUCER_NETWORK("producerNetwork", "^kafka-producer-network-thread"),
    CONSUMERS("consumers", "^kafka-coordinator-heartbeat-thread", "^consumer_background_thread"),
    /** Read, decode, decide, write. */
    STREAM_THREADS("streamThreads", "-StreamThread-"),
    /** Forward passes. */
    SCORERS("scorers", "^scorer-"),
    /** The measurement's own loops, where there is no Kafka Streams. */
    LOOPS("loops", "^loop-"),
    /** The broker that runs in this process. */
    BROKER(
            "broker",
            "^data-plane-kafka",
            "^control-plane-kafka",
            "^kafka-1-",
            "^kafka-scheduler",
            "^kafka-log",
            "^group-coordinator",
            "^share-coordinator",
            "^TxnMarkerSender",
            "^transaction-log",
            "ExpirationReaper",
            "ThrottledChannelReaper",
            "^raft-",
            "^quorum-controller",
            "^broker-",
            "^controller-",
            "AlterPartition",
            "metadata-loader"),
    /** The measurement's reader of committed records. */
    READER("reader"),
    /** Threads that are none of these. */
    REST("rest"),
    /** What no Java thread has used: garbage collection, the JIT compilers. */
    JVM("gcAndJit");

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> names;

    /** @param names what a thread's name contains, or begins with where {@code ^} stands first */
    CpuGroup(String key, String... names) {
        this.key = key;
        this.names = List.of(names);
    }

    /** As it is called in the figures. */
    public String key() {
        return key;
    }

    /** Of a thread that is not the reader; {@link #REST} when nothing fits. */
    static CpuGroup of(String thread) {
        return Arrays.stream(values())
                .filter(group -> group.names.stream().anyMatch(name -> fits(thread, name)))
                .findFirst()
                .orElse(REST);
    }

    private static boolean fits(String thread, String name) {
        return name.startsWith("^") ? thread.startsWith(name.substring(1)) : thread.contains(name);
    }
}
