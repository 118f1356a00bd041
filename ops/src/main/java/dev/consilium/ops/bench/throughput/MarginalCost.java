package dev.consilium.ops.bench.throughput;

import java.util.Map;

/** What one more of something costs. */
final class MarginalCost {

    private MarginalCost() {}

    /**
     * The slope of the line that fits best.
     *
     * @param costs by how many there were: two or more numbers of them
     * @throws IllegalArgumentException when there are fewer, since one point has no slope
     */
    static double ofOneMore(Map<Integer, Double> costs) {
        if (costs.size() < 2) {
            throw new IllegalArgumentException("the cost of one more needs two measurements, not " + costs.size());
        }
        double meanCount =
                costs.keySet().stream().mapToInt(Integer::intValue).average().orElseThrow();
        double meanCost = costs.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
        double together = 0;
        double alone = 0;
        for (Map.Entry<Integer, Double> each : costs.entrySet()) {
            double count = each.getKey() - meanCount;
            together += count * (each.getValue() - meanCost);
            alone += count * count;
        }
        return together / alone;
    }
}
