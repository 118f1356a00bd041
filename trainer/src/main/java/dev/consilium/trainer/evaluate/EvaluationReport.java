package dev.consilium.trainer.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How good specialists are together. Shares are fractions; NaN where there was nothing to count.
 *
 * @param images judged: readable ones of classes that some specialist knows
 * @param routed share answered right by the rule over all specialists
 * @param inSubset share answered right by the specialist that knows the class, had it been asked alone
 * @param rightSpecialist share answered by the specialist that knows the class
 * @param nobodys images of classes that no specialist knows: left out of the shares
 * @param unreadable images that cannot be decoded: left out of the shares
 * @param unreadableNamed the first of them, with reasons
 * @param specialists in the order of the rule
 */
public record EvaluationReport(
        long images,
        double routed,
        double inSubset,
        double rightSpecialist,
        long nobodys,
        long unreadable,
        List<String> unreadableNamed,
        List<SpecialistReport> specialists) {

    public EvaluationReport {
        unreadableNamed = List.copyOf(unreadableNamed);
        specialists = List.copyOf(specialists);
    }

    /**
     * One specialist's part.
     *
     * @param images of its classes
     * @param inSubset share of those that it names right when asked alone
     * @param kept share of those that it answered
     * @param share of all images that it answered
     * @param ownShare of all images that are of its classes
     * @param precision share of its answers that were right
     */
    public record SpecialistReport(
            String specialist,
            String version,
            int classes,
            long images,
            double inSubset,
            double kept,
            double share,
            double ownShare,
            double precision) {}

    /** Which share of all images each specialist answered, in the order of the rule. */
    public Map<String, Double> shares() {
        Map<String, Double> shares = new LinkedHashMap<>();
        specialists.forEach(report -> shares.put(report.specialist(), report.share()));
        return shares;
    }

    /** The keys and values of {@code --json}: shares are fractions, null where there was nothing to count. */
    public Map<String, @Nullable Object> figures() {
        return ReportFigures.of(this);
    }
}
