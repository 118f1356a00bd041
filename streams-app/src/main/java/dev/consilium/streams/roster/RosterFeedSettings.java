package dev.consilium.streams.roster;

import dev.consilium.specialist.archive.AllowedOperators;
import dev.consilium.specialist.archive.ArchiveLimits;
import dev.consilium.specialist.trust.TrustPolicy;
import java.nio.file.Path;
import java.util.List;

/**
 * How a {@link RosterFeed} works.
 *
 * @param instance the name of this instance on {@code rollouts}, the same after a restart
 * @param cacheFolder where fetched modules lie
 * @param limits larger modules are refused
 * @param trust whose versions may be loaded
 * @param operators that a module may use beside the known ones
 * @param allowedUris prefixes of the URIs from which modules may be fetched; none: from the artifact topic alone
 * @param maxCacheBytes what the folder may hold; the modules that have not been used for longest go first
 * @param maxKeptBytes what the files of replaced versions may come to whose modules stay loaded
 * @param batchSize the largest batch that a module will be given
 * @param maxLatencyRatio how many times as long as what serves a version may take
 * @param models loads a module's file
 */
public record RosterFeedSettings(
        String instance,
        Path cacheFolder,
        ArchiveLimits limits,
        TrustPolicy trust,
        AllowedOperators operators,
        List<String> allowedUris,
        long maxCacheBytes,
        long maxKeptBytes,
        int batchSize,
        double maxLatencyRatio,
        ModelLoader models) {

    public RosterFeedSettings {
        allowedUris = List.copyOf(allowedUris);
    }
}
