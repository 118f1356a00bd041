package dev.consilium.ops.demo;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the demo found.
 *
 * @param images images that the broker holds
 * @param lost images that have neither prediction nor dead letter
 * @param duplicated answers to images that had one already
 * @param outOfOrder answers that overtook that of an earlier image of the same partition
 * @param misplaced answers in another partition than their image's
 * @param swaps versions that took over, in the order of the roster
 * @param swapsExpected how many should have
 * @param before how right the first versions were
 * @param after how right the second versions were
 * @param p50CommittedMillis half of the images had a committed, readable prediction within this time
 */
record DemoReport(
        long images,
        long predictions,
        long deadLetters,
        Map<String, Long> deadLetterReasons,
        long lost,
        long duplicated,
        long outOfOrder,
        long misplaced,
        List<Swap> swaps,
        int swapsExpected,
        Score before,
        Score after,
        double imagesPerSecond,
        long p50CommittedMillis,
        long p99CommittedMillis) {

    /** Everything that the audit found about one run. */
    static DemoReport of(Findings findings, ImageEnds ends, Exhibit exhibit, Rollouts rollouts) {
        List<Swap> swaps = exhibit.plan().specialists().stream()
                .flatMap(specialist -> findings
                        .firstSeen(specialist.name(), Coach.SECOND)
                        .map(seen -> new Swap(
                                specialist.name(),
                                Coach.FIRST,
                                Coach.SECOND,
                                seen - rollouts.begunMillis(specialist.name(), Coach.SECOND)))
                        .stream())
                .toList();
        return new DemoReport(
                ends.total(),
                findings.predictions(),
                findings.deadLetters(),
                Map.copyOf(findings.reasons()),
                findings.tally().lost(ends.byPartition()),
                findings.tally().duplicated(),
                findings.tally().outOfOrder(),
                findings.tally().misplaced(),
                swaps,
                exhibit.plan().specialists().size(),
                findings.score(exhibit.lineUp(Coach.FIRST)),
                findings.score(exhibit.lineUp(Coach.SECOND)),
                findings.imagesPerSecond(),
                findings.committedMillis(50),
                findings.committedMillis(99));
    }

    /** Whether the demo showed what it is for: every image answered once, in order, through every swap. */
    boolean isSound() {
        return lost == 0
                && duplicated == 0
                && outOfOrder == 0
                && misplaced == 0
                && images > 0
                && swaps.size() == swapsExpected;
    }

    /** For {@code --json}: shares are 0 to 1, and null where nothing was judged. */
    Map<String, Object> figures() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("images", images);
        json.put("predictions", predictions);
        json.put("deadLetters", deadLetters);
        json.put("lost", lost);
        json.put("duplicated", duplicated);
        json.put("outOfOrder", outOfOrder);
        json.put("misplaced", misplaced);
        json.put("swaps", swaps);
        json.put("accuracyBefore", finite(before.routedShare()));
        json.put("accuracyAfter", finite(after.routedShare()));
        json.put("routed", finite(after.routedShare()));
        json.put("inSubset", finite(after.inSubsetShare()));
        json.put("rightSpecialist", finite(after.rightSpecialistShare()));
        json.put("imagesPerSecond", imagesPerSecond);
        json.put("p50CommittedMillis", p50CommittedMillis);
        json.put("p99CommittedMillis", p99CommittedMillis);
        return json;
    }

    private static Object finite(double share) {
        return Double.isNaN(share) ? NullNode.getInstance() : share;
    }
}
