package dev.consilium.ops.bench.throughput;

/** Something that reads the images topic from its beginning and writes an outcome of each image to a topic of its own. */
interface Contestant {

    /** As it is called in names of groups and transactions. */
    String name();

    /** The topic that its outcomes are readable on. */
    String output();

    /**
     * Starts; returns at once.
     *
     * @param group consumer group: a new one each time
     * @return ends it
     */
    AutoCloseable start(String group) throws Exception;
}
