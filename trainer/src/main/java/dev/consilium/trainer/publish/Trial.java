package dev.consilium.trainer.publish;

import dev.consilium.avro.Candidate;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.roster.VersionKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What {@code shadow} and {@code canary} have in common: the decision, the line about it, and the wait. */
record Trial(ConnectionOptions connection, DecisionOptions decision, PrintWriter console) {

    /** Decides, and waits if told to; returns the exit code. */
    int start(Map<String, Candidate> candidates) throws IOException {
        Set<VersionKey> versions = new LinkedHashSet<>();
        candidates.forEach((specialist, candidate) -> versions.add(new VersionKey(specialist, candidate.getVersion())));
        Connection broker = connection.requireConnection();
        Topics topics = connection.topics();
        try (RolloutWatch watch = new RolloutWatch(broker, topics)) {
            new RosterControl(broker, topics, InstantSource.system(), decision.by).tryOut(candidates, decision.reason);
            candidates.forEach((specialist, candidate) -> console.printf(
                    "on trial: %s@%s, %s%n", specialist, candidate.getVersion(), CandidateText.of(candidate)));
            console.flush();
            return decision.awaitTrial(watch, versions, console);
        }
    }
}
