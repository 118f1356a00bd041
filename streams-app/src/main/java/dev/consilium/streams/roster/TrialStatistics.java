package dev.consilium.streams.roster;

import java.util.Map;

/**
 * What was seen of a version on trial; of one instance, or added up.
 *
 * @param images that were settled and on which the two versions could be compared
 * @param errors of them, those on which the candidate gave no opinion
 * @param sameAnswers of them, those that the consultation answers with the same class, whichever of the two votes
 * @param labelled of them, those whose right class is known
 * @param right of the labelled, those that are answered rightly when the candidate votes
 * @param servingRight of the labelled, those that are answered rightly when the serving version votes
 * @param nanos that the candidate took for the images
 * @param servingNanos that the serving version took for them
 */
public record TrialStatistics(
        long images,
        long errors,
        long sameAnswers,
        long labelled,
        long right,
        long servingRight,
        double nanos,
        double servingNanos) {

    static final TrialStatistics NONE = new TrialStatistics(0, 0, 0, 0, 0, 0, 0, 0);

    TrialStatistics plus(TrialStatistics other) {
        return new TrialStatistics(
                images + other.images,
                errors + other.errors,
                sameAnswers + other.sameAnswers,
                labelled + other.labelled,
                right + other.right,
                servingRight + other.servingRight,
                nanos + other.nanos,
                servingNanos + other.servingNanos);
    }

    /** Of all images. */
    double agreement() {
        return share(sameAnswers, images);
    }

    /** Of all images. */
    double errorShare() {
        return share(errors, images);
    }

    /** The candidate's share of right answers less the serving version's; 0 without labels. */
    double accuracyGain() {
        return share(right - servingRight, labelled);
    }

    /** What the candidate takes by what the serving version takes; 1 as long as one of them has not run. */
    double latencyRatio() {
        return nanos > 0 && servingNanos > 0 ? nanos / servingNanos : 1;
    }

    /** For an event on {@code rollouts}. */
    Map<String, Double> toMap() {
        return Map.of(
                "images", (double) images,
                "errors", (double) errors,
                "sameAnswers", (double) sameAnswers,
                "labelled", (double) labelled,
                "right", (double) right,
                "servingRight", (double) servingRight,
                "nanos", nanos,
                "servingNanos", servingNanos);
    }

    /** What {@link #toMap} gave; what is not there counts as 0. */
    static TrialStatistics of(Map<String, Double> map) {
        return new TrialStatistics(
                count(map, "images"),
                count(map, "errors"),
                count(map, "sameAnswers"),
                count(map, "labelled"),
                count(map, "right"),
                count(map, "servingRight"),
                map.getOrDefault("nanos", 0.0),
                map.getOrDefault("servingNanos", 0.0));
    }

    private static long count(Map<String, Double> map, String key) {
        return map.getOrDefault(key, 0.0).longValue();
    }

    private static double share(long part, long all) {
        return all == 0 ? 0 : part / (double) all;
    }
}
