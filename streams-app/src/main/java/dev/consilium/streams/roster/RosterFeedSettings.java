package dev.consilium.streams.roster;

import java.nio.file.Path;

/**
 * How a {@link RosterFeed} works.
 *
 * @param instance the name of this instance on {@code rollouts}, the same after a restart
 * @param cacheFolder where fetched modules lie
 * @param maxArtifactBytes larger modules are refused
 * @param maxCacheBytes what the folder may hold; the modules that have not been used for longest go first
 * @param batchSize the largest batch that a module will be given
 * @param models loads a module's file
 */
public record RosterFeedSettings(
        String instance,
        Path cacheFolder,
        long maxArtifactBytes,
        long maxCacheBytes,
        int batchSize,
        ModelLoader models) {}
