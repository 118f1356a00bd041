package dev.consilium.trainer.publish;

import dev.consilium.schemas.artifact.ArtifactChunks;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.roster.Pruning;
import dev.consilium.schemas.roster.RosterView;
import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.trainer.report.JsonOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Forgets old versions. */
@Command(
        name = "prune",
        description = {
            "Forgets old versions: their manifests, and the modules that no other version refers to.",
            "What serves, is on trial, or is what an entry falls back to stays. The broker frees the space when it compacts.",
            "A forgotten version's name stays taken: no other module can be published under it."
        },
        sortOptions = false,
        footer = {"", "Example:", "  consilium roster prune --keep 3 --dry-run"})
final class RosterPrune implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Option(
            names = "--keep",
            paramLabel = "N",
            defaultValue = "5",
            description = "Versions of each specialist that stay, the last published (default: ${DEFAULT-VALUE}).")
    int keep;

    @Option(names = "--dry-run", description = "Only say what would be forgotten.")
    boolean dryRun;

    @Option(
            names = "--orphans",
            description =
                    "Also forget the chunks of uploads that broke off and belong to no version; reads all of the artifact topic.")
    boolean orphans;

    @Mixin
    TrailOptions trail;

    @Mixin
    JsonOption json;

    @Mixin
    ConnectionOptions connection;

    @Override
    public Integer call() throws IOException {
        if (keep < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--keep is at least 1: a version that was just published serves nowhere yet");
        }
        Connection broker = connection.requireConnection();
        PrintWriter console = json.console(spec);
        try (RosterControl control = new RosterControl(broker, connection.topics(), InstantSource.system(), trail.by)) {
            if (orphans) {
                console.println("Reading all of " + connection.topics().modelArtifacts() + " ...");
                console.flush();
            }
            Set<String> chunks = orphans ? allChunks(broker) : Set.of();
            RosterView before = control.read();
            Pruning pruning = dryRun
                    ? new Pruning(Superfluous.versions(before, keep), chunks)
                    : control.prune(keep, chunks, trail.reason).pruning();
            List<String> versions = pruning.versions().stream()
                    .map(VersionKey::toString)
                    .sorted()
                    .toList();
            int loose = pruning.looseChunks(before).size();
            print(versions, loose, dryRun ? "would forget" : "forgot", console);
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("dryRun", dryRun);
            figures.put("versions", versions);
            figures.put("chunks", loose);
            json.write(spec, figures);
        }
        return DecisionOptions.DONE;
    }

    private Set<String> allChunks(Connection broker) throws IOException {
        try (ArtifactChunks chunks =
                new ArtifactChunks(broker, connection.topics().modelArtifacts())) {
            return chunks.allKeys();
        }
    }

    private static void print(List<String> versions, int chunks, String what, PrintWriter console) {
        versions.forEach(version -> console.printf("%s %s%n", what, version));
        console.printf("%s %d versions and %d chunks%n", what, versions.size(), chunks);
        console.flush();
    }
}
