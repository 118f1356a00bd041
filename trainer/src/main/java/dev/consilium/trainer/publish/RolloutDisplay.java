package dev.consilium.trainer.publish;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.schemas.roster.VersionKey;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * Shows a roll-out while it goes on: on a terminal a table that changes in place, elsewhere a line for each event. One thread
 * only.
 */
final class RolloutDisplay implements RolloutWatch.Listener {

    private static final String CLEAR = "\r\u001B[K";

    private final PrintWriter console;
    private final boolean interactive;
    private final Set<VersionKey> versions;
    private final InstantSource clock;
    private List<String> shown = List.of();
    private List<String> latest = List.of();

    /** @param interactive whether lines can be overwritten */
    RolloutDisplay(PrintWriter console, boolean interactive, Set<VersionKey> versions, InstantSource clock) {
        this.console = console;
        this.interactive = interactive;
        this.versions = versions;
        this.clock = clock;
    }

    @Override
    public void happened(RolloutEvent event) {
        if (!interactive) {
            console.printf(
                    "%-10s %s@%s  %s  %d ms%s%n",
                    event.getState(),
                    event.getSpecialist(),
                    event.getVersion(),
                    event.getInstance(),
                    event.getMillis(),
                    event.getReason().isEmpty() ? "" : "  (" + event.getReason() + ")");
            console.flush();
        }
    }

    @Override
    public void stands(Instances answers, Set<String> expected) {
        latest = RolloutTable.lines(answers, expected, versions, clock.instant());
        if (interactive && !latest.equals(shown)) {
            if (!shown.isEmpty()) {
                console.printf("\u001B[%dA", shown.size());
            }
            latest.forEach(line -> console.print(CLEAR + line + "\n"));
            console.flush();
            shown = latest;
        }
    }

    /** Prints the table as it was last, where it is not to be seen already. */
    void last() {
        if (!interactive) {
            latest.forEach(console::println);
        }
    }
}
