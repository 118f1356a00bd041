package dev.consilium.streams.crash;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Images that were in flight when a process died. Each is judged alone, so that should the process die again, it is known at which; that one is
 * quarantined. There are none unless a process died. Safe for any thread.
 */
public final class Suspects {

    private final JournalPages pages;
    /** To its number in the journal. */
    private final Map<Place, Integer> suspected = new ConcurrentHashMap<>();

    private final Set<Place> quarantined;

    Suspects(JournalPages pages, List<Suspect> suspects) {
        this.pages = pages;
        for (int i = 0; i < suspects.size(); i++) {
            if (!suspects.get(i).quarantined()) {
                suspected.put(suspects.get(i).place(), i);
            }
        }
        quarantined = suspects.stream()
                .filter(Suspect::quarantined)
                .map(Suspect::place)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether an image is to be judged alone. */
    public boolean isSuspect(int partition, long offset) {
        return !suspected.isEmpty() && suspected.containsKey(new Place(partition, offset));
    }

    /** Whether an image is not to be touched any more. */
    public boolean isQuarantined(int partition, long offset) {
        return !quarantined.isEmpty() && quarantined.contains(new Place(partition, offset));
    }

    /** The image has its outcome and the process lives. */
    public void acquit(int partition, long offset) {
        if (!suspected.isEmpty()) {
            Integer number = suspected.remove(new Place(partition, offset));
            if (number != null) {
                pages.acquit(number);
            }
        }
    }
}
