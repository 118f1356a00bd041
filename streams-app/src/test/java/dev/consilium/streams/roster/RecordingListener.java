package dev.consilium.streams.roster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Serves each roster as the app does, and remembers what it was told. */
final class RecordingListener implements RosterListener, AutoCloseable {

    /** {@code versions low@v1 high@v2}, {@code members low@v1}, {@code emptied}. */
    final List<String> calls = new CopyOnWriteArrayList<>();

    private volatile @Nullable CurrentRoster current;

    @Override
    public void versionsChanged(Roster next) {
        calls.add("versions " + text(next));
        serve(next);
    }

    @Override
    public void membershipChanged(Roster next) {
        calls.add("members " + text(next));
        serve(next);
    }

    @Override
    public void emptied() {
        calls.add("emptied");
        close();
    }

    /** What serves, retained; empty when nothing does. */
    Optional<Roster> acquire() {
        return Optional.ofNullable(current).map(CurrentRoster::acquire);
    }

    /** What serves, as {@code specialist@version}, in fold order. */
    List<String> serving() {
        List<String> versions = new ArrayList<>();
        acquire().ifPresent(roster -> {
            roster.seats().forEach(seat -> versions.add(seat.specialist().toString()));
            roster.release();
        });
        return versions;
    }

    @Override
    public void close() {
        CurrentRoster last = current;
        current = null;
        if (last != null) {
            last.close();
        }
    }

    private void serve(Roster next) {
        CurrentRoster present = current;
        if (present == null) {
            current = new CurrentRoster(next);
        } else {
            present.replace(next);
        }
    }

    private static String text(Roster roster) {
        return String.join(
                " ",
                roster.seats().stream()
                        .map(seat -> seat.specialist().toString())
                        .toList());
    }
}
