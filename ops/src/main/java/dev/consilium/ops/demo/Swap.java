package dev.consilium.ops.demo;

/**
 * One version that took over from another.
 *
 * @param millis from the start of publishing to the first committed prediction for which the new version was asked
 */
public record Swap(String specialist, String fromVersion, String toVersion, long millis) {}
