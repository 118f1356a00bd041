package dev.consilium.ops.bench.throughput;

import dev.consilium.ops.bench.report.BarChart;
import dev.consilium.ops.bench.report.BarChart.Bar;
import dev.consilium.ops.bench.report.Figures;
import dev.consilium.ops.bench.report.Series;
import dev.consilium.ops.bench.rig.Drain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What {@code bench scale} found.
 *
 * @param bytes of an image and a prediction on their topics
 * @param rows the base first
 * @param limits by number of specialists, the kernel without Kafka, measured beside the rows
 * @param instances by how many there were, one core each; empty when that could not be measured
 * @param notMeasured why not, for a reader; empty when everything was
 */
record ScaleResult(
        long images,
        Bytes bytes,
        List<ScaleRow> rows,
        Map<Integer, List<Limit.Result>> limits,
        Map<Integer, List<Drain>> instances,
        String notMeasured) {

    /** One specialist's own forward, an image in a full batch, on cores that are all busy. */
    double forwardMicros() {
        return new Series(limits.entrySet().stream()
                        .flatMap(entry -> entry.getValue().stream()
                                .map(limit ->
                                        limit.cpuMicrosPerImage().getOrDefault(Stage.FORWARD, 0.0) / entry.getKey()))
                        .toList())
                .median();
    }

    /** The processor time that one more specialist adds to an image where work grows with opinions, by its own forward. */
    double costPerSpecialistRatio() {
        return costOfOneMore(ScaleRow::imageMicros) / forwardMicros();
    }

    /** The same over everything that runs, the broker included: also what becomes dearer only because images become fewer. */
    double costPerSpecialistRatioOfAll() {
        return costOfOneMore(ScaleRow::cpuMicros) / forwardMicros();
    }

    /** The same by the clock: what one more specialist adds to the time that all cores take for an image. */
    double throughputCostPerSpecialistRatio() {
        int cores = rows.get(0).setup().scorers();
        return costOfOneMore(row -> cores * 1e6 / row.rate().median()) / forwardMicros();
    }

    private double costOfOneMore(ToDoubleFunction<ScaleRow> cost) {
        Map<Integer, Double> costs = new TreeMap<>();
        specialistRows().forEach(row -> costs.put(row.setup().specialists(), cost.applyAsDouble(row)));
        return MarginalCost.ofOneMore(costs);
    }

    /** What the base costs. */
    Sizing sizing() {
        return new Sizing(rows.get(0).appMicros(), rows.get(0).brokerMicros(), bytes);
    }

    Figures figures() {
        Figures figures = Figures.measuredOn(rows.get(0).setup().partitions(), images)
                .with("costPerSpecialistRatio", costPerSpecialistRatio())
                .with("costPerSpecialistRatioOfAll", costPerSpecialistRatioOfAll())
                .with("throughputCostPerSpecialistRatio", throughputCostPerSpecialistRatio())
                .with("forwardMicros", forwardMicros())
                .with("rows", rows.stream().map(row -> row.figures().asMap()).toList());
        Figures byInstances = Figures.part();
        instances.forEach((count, drains) ->
                byInstances.with(Integer.toString(count), rate(drains).median()));
        figures.with("instancesImagesPerSecond", byInstances);
        if (instances.containsKey(1) && instances.containsKey(2)) {
            figures.with("twoInstancesRatio", twoInstancesRatio());
        }
        return notMeasured.isEmpty() ? figures : figures.with("notMeasured", notMeasured);
    }

    double twoInstancesRatio() {
        return rate(instances.getOrDefault(2, List.of())).median()
                / rate(instances.getOrDefault(1, List.of())).median();
    }

    BarChart chart() {
        List<Bar> bars = new ArrayList<>();
        for (ScaleRow row : rows) {
            bars.add(new Bar(
                    row.setup().label(),
                    row.rate().median(),
                    String.format(Locale.ROOT, "%.1f µs of processor an image", row.cpuMicros())));
        }
        instances.forEach((count, drains) ->
                bars.add(new Bar(instancesLabel(count), rate(drains).median(), "")));
        return new BarChart(
                "SimpleCNN, JPEG 32x32, exactly-once; base: 2 specialists, 12 partitions, batches of 32",
                "images/s",
                bars);
    }

    /** For a terminal, below the chart. */
    List<String> lines() {
        return List.of(String.format(
                Locale.ROOT,
                "  one more specialist costs %.2f times its own forward of %.1f µs",
                costPerSpecialistRatio(),
                forwardMicros()));
    }

    /** The table of docs/scale.md. */
    String markdown() {
        StringBuilder table = new StringBuilder("""
                | varied | specialists | scorer threads | partitions | batch size | in flight a task | images/s | processor time of an image |
                |---|---|---|---|---|---|---|---|
                """);
        for (ScaleRow row : rows) {
            Setup setup = row.setup();
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %d | %d | %,.0f | %.1f µs |%n",
                    setup.varied(),
                    setup.specialists(),
                    setup.scorers(),
                    setup.partitions(),
                    setup.batch(),
                    setup.inFlight(),
                    row.rate().median(),
                    row.cpuMicros()));
        }
        table.append(String.format(
                Locale.ROOT,
                "%nOne more specialist costs %.2f times its own forward of %.1f µs in the threads that work for each image; %.2f times in all,"
                        + " since fewer images a second share the commits.%n%n",
                costPerSpecialistRatio(),
                forwardMicros(),
                costPerSpecialistRatioOfAll()));
        return table + modelCheck() + "\n" + sizing().markdown();
    }

    /** What straight lines foretell beside what was measured. The broker shares the cores that it is not kept from. */
    private String modelCheck() {
        if (instances.isEmpty()) {
            return "One and two instances were not measured: " + notMeasured + ".\n";
        }
        StringBuilder table = new StringBuilder("""
                | on disjoint cores | the model | measured |
                |---|---|---|
                """);
        instances.forEach((count, drains) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %,.0f images/s | %,.0f images/s |%n",
                instancesLabel(count),
                foretold(count),
                rate(drains).median())));
        return table.toString();
    }

    /** The broker has a core to itself as long as there is one that no instance is tied to. */
    double foretold(int instances) {
        int cores = Runtime.getRuntime().availableProcessors();
        return instances < cores ? sizing().imagesPerSecond(instances) : sizing().imagesPerSecondWithBroker(instances);
    }

    private List<ScaleRow> specialistRows() {
        return rows.stream().filter(row -> row.setup().tellsCostOfSpecialists()).toList();
    }

    private static String instancesLabel(int count) {
        return count + (count == 1 ? " instance" : " instances") + ", a core each";
    }

    private static Series rate(List<Drain> drains) {
        return new Series(drains.stream().map(Drain::imagesPerSecond).toList());
    }
}
