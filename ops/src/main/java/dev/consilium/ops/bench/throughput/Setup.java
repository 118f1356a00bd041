package dev.consilium.ops.bench.throughput;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What Consilium runs on in one row of {@code bench scale}.
 *
 * @param varied what is otherwise than in the base; the base says {@code base}
 * @param scorers {@code scorer.threads}
 * @param batch {@code batch.size}
 * @param inFlight {@code max.in.flight}
 */
record Setup(String varied, int specialists, int scorers, int partitions, int batch, int inFlight) {

    private static final List<Integer> SPECIALISTS = List.of(1, 2, 5, 10);
    private static final List<Integer> SCORERS = List.of(1, 2);
    private static final List<Integer> PARTITIONS = List.of(1, 4, 12);
    private static final List<Integer> BATCHES = List.of(1, 8, 16, 32, 64);
    private static final List<Integer> IN_FLIGHT = List.of(4, 16, 64, 256, 1_024);

    /** What {@code bench throughput} measures. */
    static Setup base(int cores) {
        return new Setup("base", 2, cores, 12, 32, 256);
    }

    /** The base first, then one thing varied at a time. */
    static List<Setup> all(int cores) {
        Setup base = base(cores);
        List<Setup> setups = new ArrayList<>(List.of(base));
        Stream.of(
                        SPECIALISTS.stream().map(n -> new Setup("specialists", n, cores, 12, 32, 256)),
                        SCORERS.stream().map(n -> new Setup("scorers", 2, n, 12, 32, 256)),
                        PARTITIONS.stream().map(n -> new Setup("partitions", 2, cores, n, 32, 256)),
                        BATCHES.stream().map(n -> new Setup("batch size", 2, cores, 12, n, 256)),
                        IN_FLIGHT.stream().map(n -> new Setup("in flight", 2, cores, 12, 32, n)))
                .flatMap(rows -> rows)
                .filter(row -> !row.sameAs(base))
                .forEach(setups::add);
        return setups;
    }

    Map<String, String> settings() {
        return Map.of(
                "scorer.threads", Integer.toString(scorers),
                "batch.size", Integer.toString(batch),
                "max.in.flight", Integer.toString(inFlight));
    }

    /** Whether it differs from the base in its specialists alone, if at all. */
    boolean tellsCostOfSpecialists() {
        return varied.equals("specialists") || varied.equals("base");
    }

    /** For names of topics. */
    String name() {
        return "scale-s" + specialists + "-p" + partitions;
    }

    String imagesTopic() {
        return "images-p" + partitions;
    }

    /** In a few words. */
    String label() {
        return switch (varied) {
            case "specialists" -> specialists + (specialists == 1 ? " specialist" : " specialists");
            case "scorers" -> scorers + (scorers == 1 ? " scorer" : " scorers");
            case "partitions" -> partitions + (partitions == 1 ? " partition" : " partitions");
            case "batch size" -> "batches of " + batch;
            case "in flight" -> inFlight + " in flight a task";
            default -> varied;
        };
    }

    private boolean sameAs(Setup other) {
        return specialists == other.specialists
                && scorers == other.scorers
                && partitions == other.partitions
                && batch == other.batch
                && inFlight == other.inFlight;
    }
}
