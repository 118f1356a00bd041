package dev.consilium.streams.ledger.model;

/**
 * How far the model goes.
 *
 * @param instances of the app, each one StreamThread
 * @param partitions of the topic of images
 * @param images on each partition
 * @param kills how often an instance is killed, wherever it stands
 * @param rebalances how often the group gives a partition to another instance while its owner lives: it may be slow, or frozen, and learn of
 *     that at any time later
 * @param timeouts how often the broker's answer to a commit comes too late, whether it has committed or not
 */
record Bounds(int instances, int partitions, int images, int kills, int rebalances, int timeouts) {}
