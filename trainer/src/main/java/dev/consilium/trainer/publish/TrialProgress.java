package dev.consilium.trainer.publish;

import dev.consilium.avro.RolloutEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What instances tell of a version on trial, once a second: of interest is what they told last. Stateless. */
final class TrialProgress {

    private record Teller(String specialist, String version, String incarnation) {}

    private TrialProgress() {}

    static boolean isOne(RolloutEvent event) {
        return RolloutWatch.ON_TRIAL.contains(event.getState());
    }

    /** The trail, of each version on trial with what each start of an instance told last. */
    static List<RolloutEvent> latestOnly(List<RolloutEvent> events) {
        Set<Teller> told = new HashSet<>();
        List<RolloutEvent> latest = new ArrayList<>();
        for (int i = events.size() - 1; i >= 0; i--) {
            RolloutEvent event = events.get(i);
            if (!isOne(event)
                    || told.add(new Teller(event.getSpecialist(), event.getVersion(), event.getIncarnation()))) {
                latest.add(0, event);
            }
        }
        return latest;
    }

    /** In words; empty when nothing was seen yet. */
    static String text(RolloutEvent event) {
        Map<String, Double> seen = event.getStatistics();
        double images = seen.getOrDefault("images", 0.0);
        if (images == 0) {
            return "";
        }
        double labelled = seen.getOrDefault("labelled", 0.0);
        double gain = seen.getOrDefault("right", 0.0) - seen.getOrDefault("servingRight", 0.0);
        return String.format(
                        Locale.ROOT,
                        "%.0f images, agreement %.4f, %.0f errors",
                        images,
                        seen.getOrDefault("sameAnswers", 0.0) / images,
                        seen.getOrDefault("errors", 0.0))
                + (labelled == 0
                        ? ""
                        : String.format(
                                Locale.ROOT, ", accuracy gain %.4f on %.0f labelled", gain / labelled, labelled));
    }
}
