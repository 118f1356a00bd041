package dev.consilium.ops.bench.throughput;

import dev.consilium.ops.bench.rig.BenchImages;
import dev.consilium.ops.bench.rig.ImageKind;
import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.ops.bench.rig.Window;
import dev.consilium.schemas.Topics;
import dev.consilium.specialist.SpecialistPackage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Drains the same images twice in one process, one after the other, and compares: what a user writes by hand, and
 * Consilium. The broker runs in this process too, so both pay for it on the same cores.
 */
final class NaiveBench {

    static final int PARTITIONS = 12;

    /** The same for both: the JVM compiles what it runs most. */
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    /** The yardstick is slow: its rate is known long before it has read everything. */
    private static final Duration LONGEST_MEASUREMENT = Duration.ofSeconds(20);

    private final int images;
    private final int threads;
    private final Consumer<String> said;

    NaiveBench(int images, int threads, Consumer<String> said) {
        this.images = images;
        this.threads = threads;
        this.said = said;
    }

    /** Images per second of either, and their ratio. */
    record Result(double naiveImagesPerSecond, double imagesPerSecond) {
        double ratioToNaive() {
            return imagesPerSecond / naiveImagesPerSecond;
        }
    }

    Result run() throws Exception {
        try (Rig rig = Rig.start()) {
            List<SpecialistPackage> specialists = rig.specialists(2);
            BenchImages jpegs = rig.images(ImageKind.JPEG_32);
            Topics topics = rig.topics("consilium", "images", PARTITIONS);
            said.accept(String.format(Locale.ROOT, "%,d JPEG images of 32x32 on %d partitions", images, PARTITIONS));
            rig.preload(jpegs, topics.images(), 0, images);
            rig.publish(topics, specialists);
            Contest contest = new Contest(rig);
            double naive =
                    measured(contest, new Naive(rig, rig.topics("naive", "images", PARTITIONS), specialists, threads));
            double consilium = measured(
                    contest,
                    new Consilium(
                            rig,
                            topics,
                            Map.of(
                                    "num.stream.threads", Integer.toString(threads),
                                    "scorer.threads", Integer.toString(threads))));
            return new Result(naive, consilium);
        }
    }

    private double measured(Contest contest, Contestant contestant) throws Exception {
        double rate = contest.run(contestant, new Window(images, WARM_UP, LONGEST_MEASUREMENT))
                .imagesPerSecond();
        said.accept(String.format(Locale.ROOT, "%s: %,.0f images/s", contestant.name(), rate));
        return rate;
    }
}
