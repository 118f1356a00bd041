package dev.consilium.trainer.publish;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.roster.PastRoster;
import dev.consilium.schemas.roster.PastRoster.Post;
import dev.consilium.schemas.roster.RosterReader;
import dev.consilium.trainer.report.JsonOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        sortOptions = false,
        footer = {"", "Examples:", "  consilium roster diff --at 2h", "  consilium roster diff --decisions-back 3"})
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
    JsonOption json;

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
        PrintWriter console = json.console(spec);
        printDifference(then, now, complete ? NOBODY : "? (before the trail begins)", console);
        printDecisions(moment.decisions(), console);
        console.flush();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("complete", complete);
        figures.put(
                "changes",
                changed(then, now).stream().map(each -> change(each, then, now)).toList());
        figures.put("decisions", EventFigures.of(moment.decisions()));
        json.write(spec, figures);
        return DecisionOptions.DONE;
    }

    /** Whose post is not as it was. */
    private static List<String> changed(PastRoster then, PastRoster now) {
        TreeSet<String> specialists = new TreeSet<>(then.posts().keySet());
        specialists.addAll(now.posts().keySet());
        return specialists.stream()
                .filter(specialist -> !then.post(specialist).equals(now.post(specialist)))
                .toList();
    }

    private static Map<String, Object> change(String specialist, PastRoster then, PastRoster now) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("specialist", specialist);
        then.post(specialist).ifPresent(post -> figures.put("then", figures(post)));
        now.post(specialist).ifPresent(post -> figures.put("now", figures(post)));
        return figures;
    }

    private static Map<String, Object> figures(Post post) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("serving", post.serving());
        post.candidate().ifPresent(candidate -> figures.put("candidate", CandidateText.figures(candidate)));
        return figures;
    }

    private static void printDifference(PastRoster then, PastRoster now, String nobodyThen, PrintWriter console) {
        TextTable table = new TextTable("specialist", "then", "now");
        List<String> changed = changed(then, now);
        changed.forEach(specialist ->
                table.row(specialist, text(then.post(specialist), nobodyThen), text(now.post(specialist), NOBODY)));
        if (changed.isEmpty()) {
            console.println("The roster is as it was.");
        } else {
            table.print(console);
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
