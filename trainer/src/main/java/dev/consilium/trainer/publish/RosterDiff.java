package dev.consilium.trainer.publish;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.roster.PastRoster;
import dev.consilium.schemas.roster.PastRoster.Post;
import dev.consilium.schemas.roster.RosterReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what changed on the roster since some moment. */
@Command(
        name = "diff",
        description = "Shows what changed on the roster since a moment, and which decisions changed it.",
        sortOptions = false)
final class RosterDiff implements Callable<Integer> {

    private static final String NOBODY = "-";

    /** Which moment. */
    static final class Since {

        @Option(
                names = "--at",
                paramLabel = "TIME",
                description = "Since this time: 2026-11-24T10:00:00Z, or how long ago: 90s, 30m, 2h.")
        @Nullable
        String at;

        @Option(
                names = "--decisions-back",
                paramLabel = "N",
                description = "Since before the last N decisions (default: 1).")
        int decisionsBack = 1;
    }

    @Spec
    CommandSpec spec;

    @ArgGroup
    Since since = new Since();

    @Mixin
    ConnectionOptions connection;

    @Override
    public Integer call() throws IOException {
        Connection broker = connection.requireConnection();
        List<RolloutEvent> trail;
        boolean complete;
        try (RolloutLog log = new RolloutLog(broker, connection.topics())) {
            trail = log.readToEnd();
            complete = log.isComplete();
        }
        Moment moment = since.at == null
                ? Moment.decisionsBack(trail, since.decisionsBack)
                : Moment.at(trail, since.at, InstantSource.system());
        PastRoster then = PastRoster.after(moment.before());
        PastRoster now = PastRoster.of(RosterReader.read(broker, connection.topics()));
        PrintWriter console = spec.commandLine().getOut();
        printDifference(then, now, complete ? NOBODY : "? (before the trail begins)", console);
        printDecisions(moment.decisions(), console);
        console.flush();
        return DecisionOptions.DONE;
    }

    private static void printDifference(PastRoster then, PastRoster now, String nobodyThen, PrintWriter console) {
        TextTable table = new TextTable("specialist", "then", "now");
        TreeSet<String> specialists = new TreeSet<>(then.posts().keySet());
        specialists.addAll(now.posts().keySet());
        boolean changed = false;
        for (String specialist : specialists) {
            if (!then.post(specialist).equals(now.post(specialist))) {
                changed = true;
                table.row(specialist, text(then.post(specialist), nobodyThen), text(now.post(specialist), NOBODY));
            }
        }
        if (changed) {
            table.print(console);
        } else {
            console.println("The roster is as it was.");
        }
    }

    private static void printDecisions(List<RolloutEvent> decisions, PrintWriter console) {
        if (!decisions.isEmpty()) {
            console.println();
            TextTable table = new TextTable("decided", "by", "version", "what");
            decisions.forEach(event -> table.row(
                    event.getAt().toString(),
                    event.getInstance(),
                    event.getSpecialist() + "@" + event.getVersion(),
                    event.getReason()));
            table.print(console);
        }
    }

    private static String text(Optional<Post> post, String nobody) {
        return post.map(each -> each.serving()
                        + each.candidate()
                                .map(candidate ->
                                        " (" + candidate.getVersion() + " " + CandidateText.of(candidate) + ")")
                                .orElse(""))
                .orElse(nobody);
    }
}
