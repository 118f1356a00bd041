package dev.consilium.ops.bench.load;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Where an image's time went between two scrapes, as the app itself has timed it; means, in milliseconds.
 *
 * @param batchImages images that one forward ran over
 * @param forwardMillis one forward of every specialist, one after the other, over such a batch
 * @param millis by stage that the app times: {@code queue} (from being submitted to being taken by a scorer, the linger
 *     included), {@code decode} (of the whole batch), {@code forward}, {@code join} (from the last opinion to the outcome
 *     being forwarded)
 */
record Stages(double batchImages, double forwardMillis, Map<String, Double> millis) {

    private static final double MILLIS_A_SECOND = 1e3;

    private static final String DECODE = "decode";
    private static final String FORWARD = "forward";

    static Stages between(Scrape before, Scrape after) {
        double batch = after.meanSince(before, "consilium_batch_size_images").orElse(0);
        Map<String, Double> millis = new LinkedHashMap<>();
        for (String stage : new String[] {"queue", DECODE, FORWARD, "join"}) {
            OptionalDouble seconds = after.meanSince(before, "consilium_" + stage + "_seconds");
            seconds.ifPresent(mean -> millis.put(stage, mean * MILLIS_A_SECOND));
        }
        // Timed image by image, but an image goes on when its whole batch is decoded.
        millis.computeIfPresent(DECODE, (stage, mean) -> mean * batch);
        return new Stages(batch, millis.getOrDefault(FORWARD, 0.0), millis);
    }

    /**
     * The shares of the whole way to a committed reader; together they are 1.
     *
     * @param uncommitted as the reader saw it that waits for no commit; what none of the stages explains is the broker's and the
     *     clients' ({@code transport})
     * @param commitMillis what the commit adds
     */
    Map<String, Double> shares(Percentiles uncommitted, double commitMillis) {
        Map<String, Double> parts = new LinkedHashMap<>(millis);
        double known = millis.values().stream().mapToDouble(Double::doubleValue).sum();
        parts.put("transport", Math.max(0, uncommitted.meanMillis() - known));
        parts.put("commit", Math.max(0, commitMillis));
        double whole = parts.values().stream().mapToDouble(Double::doubleValue).sum();
        parts.replaceAll((stage, part) -> whole == 0 ? 0 : part / whole);
        return parts;
    }
}
