package dev.consilium.trainer.publish;

import dev.consilium.avro.RosterEntry;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.roster.RosterReader;
import dev.consilium.schemas.roster.RosterView;
import dev.consilium.trainer.report.JsonOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the roster in fold order. */
@Command(
        name = "show",
        description = "Shows who serves, in the order in which the rule asks.",
        sortOptions = false,
        footer = {"", "Example:", "  consilium roster show --json roster.json"})
final class RosterShow implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Mixin
    JsonOption json;

    @Mixin
    ConnectionOptions connection;

    @Override
    public Integer call() throws IOException {
        Connection broker = connection.requireConnection();
        RosterView view = RosterReader.read(broker, connection.topics());
        print(view, json.console(spec));
        json.write(spec, figures(view));
        return DecisionOptions.DONE;
    }

    private static void print(RosterView view, PrintWriter console) {
        TextTable table =
                new TextTable("specialist", "serving", "previous", "on trial", "published", "decided", "by", "reason");
        for (RosterEntry entry : view.inOrder()) {
            table.row(
                    entry.getSpecialist(),
                    entry.getServing(),
                    entry.getPrevious() == null ? "-" : entry.getPrevious(),
                    entry.getCandidate() == null
                            ? "-"
                            : entry.getCandidate().getVersion() + " " + CandidateText.of(entry.getCandidate()),
                    String.join(" ", published(view, entry)),
                    entry.getDecidedAt().toString(),
                    entry.getDecidedBy(),
                    entry.getReason());
        }
        if (view.roster().isEmpty()) {
            console.println("The roster is empty: publish a package.");
        } else {
            table.print(console);
        }
        console.flush();
    }

    private static Map<String, Object> figures(RosterView view) {
        List<Map<String, Object>> specialists = new ArrayList<>();
        for (RosterEntry entry : view.inOrder()) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("specialist", entry.getSpecialist());
            figures.put("position", entry.getPosition());
            figures.put("serving", entry.getServing());
            figures.put("previous", entry.getPrevious());
            figures.put("earlier", entry.getEarlier());
            figures.put("candidate", entry.getCandidate() == null ? null : CandidateText.figures(entry.getCandidate()));
            figures.put("published", published(view, entry));
            figures.put("decidedBy", entry.getDecidedBy());
            figures.put("decidedAt", entry.getDecidedAt().toString());
            figures.put("reason", entry.getReason());
            specialists.add(figures);
        }
        return Map.of("specialists", specialists);
    }

    private static List<String> published(RosterView view, RosterEntry entry) {
        return view.versionsOf(entry.getSpecialist()).stream()
                .map(manifest -> manifest.getVersion())
                .toList();
    }
}
