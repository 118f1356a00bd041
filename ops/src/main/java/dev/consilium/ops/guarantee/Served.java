package dev.consilium.ops.guarantee;

/**
 * What an instance says of five seconds of itself.
 *
 * @param imagesPerSecond that got an outcome
 * @param p50Millis from when it took an image up to its outcome
 * @param p99Millis the same, of 99 % of the images at most
 */
record Served(double imagesPerSecond, long p50Millis, long p99Millis) {}
