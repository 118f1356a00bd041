package dev.consilium.ops.bench.throughput;

import dev.consilium.ops.bench.rig.BenchImages;
import dev.consilium.ops.bench.rig.Drain;
import dev.consilium.ops.bench.rig.ImageKind;
import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.ops.bench.rig.Window;
import dev.consilium.schemas.Topics;
import dev.consilium.specialist.SpecialistPackage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Everything on one kind of images. What is compared is measured in turns, in short windows, since a machine is not equally
 * fast all the time; and backwards in every other round, so that nobody always follows the same.
 */
final class KindContest {

    private static final long QUICK_IMAGES = 300_000;
    private static final long TOPIC_BYTES = 512L << 20;

    private final Rig rig;
    private final ThroughputSettings settings;
    private final Models models;
    private final BenchImages images;
    private final Limit limit;
    private final Contest contest;
    private final Consumer<String> said;

    KindContest(Rig rig, ThroughputSettings settings, Models models, ImageKind kind, Consumer<String> said)
            throws Exception {
        this.rig = rig;
        this.settings = settings;
        this.models = models;
        this.images = rig.images(kind);
        this.limit = new Limit(models, images.distinct(), settings.threads(), ThroughputSettings.BATCH);
        this.contest = new Contest(rig);
        this.said = said;
    }

    /** Those that take part, and what each has reached. */
    private record Entry(Contestant contestant, int rounds, List<Drain> drains) {
        static Entry of(Contestant contestant, int rounds) {
            return new Entry(contestant, rounds, new ArrayList<>());
        }
    }

    Standing run(List<SpecialistPackage> specialists) throws Exception {
        // The first run is slower: it is the one that the kernel is compiled in.
        limit.run(settings.warmUp(), settings.window());
        Limit.Result first = limit.run(Duration.ZERO, settings.window());
        long count = settings.images().orElse(needed(first.imagesPerSecond()));
        Topics topics = topics("consilium");
        said.accept(String.format(
                Locale.ROOT,
                "%,d images of the kind %s on %d partitions",
                count,
                images.kind().label(),
                ThroughputSettings.PARTITIONS));
        rig.preload(images, topics.images(), 0, count);
        rig.publish(topics, specialists);
        Window window = new Window(count, settings.warmUp(), settings.window());
        Entry consilium = Entry.of(new Consilium(rig, topics, settings.app()), settings.rounds());
        Entry bare = Entry.of(
                new BareLoop(rig, topics("bare-loop"), models, settings.threads(), ThroughputSettings.BATCH),
                settings.rounds());
        Entry passThrough = Entry.of(
                new StreamsAlone(
                        rig,
                        topics("pass-through"),
                        settings.threads(),
                        Bytes.of(rig.connection(), models, images).prediction()),
                settings.rounds());
        Entry naive = Entry.of(new Naive(rig, topics("naive"), specialists, settings.threads()), naiveRounds());
        List<Entry> entries = List.of(consilium, bare, passThrough, naive);
        warmUp(consilium, count, settings.firstWarmUp());
        warmUp(bare, count, settings.firstWarmUp().dividedBy(2));
        contest.run(passThrough.contestant(), window.twiceAsLong());
        List<Limit.Result> limits = new ArrayList<>();
        for (int round = 0; round < settings.rounds(); round++) {
            if (round % 2 == 0) {
                limits.add(limited());
            }
            for (int i = 0; i < entries.size(); i++) {
                Entry entry = entries.get(round % 2 == 0 ? i : entries.size() - 1 - i);
                if (round < entry.rounds()) {
                    entry.drains().add(drained(entry.contestant(), window));
                }
            }
            if (round % 2 == 1) {
                limits.add(limited());
            }
        }
        return new Standing(
                images.kind(),
                count,
                models.size(),
                limits,
                consilium.drains(),
                bare.drains(),
                passThrough.drains(),
                naive.drains());
    }

    /** The JVM compiles for minutes, and nothing gains as much by that as these two. */
    private void warmUp(Entry entry, long count, Duration time) throws Exception {
        said.accept(String.format(
                Locale.ROOT,
                "  %-12s warming up for %d s: the JVM compiles what it runs most",
                entry.contestant().name(),
                time.toSeconds()));
        contest.warmUp(entry.contestant(), count, time);
    }

    private Limit.Result limited() throws Exception {
        Limit.Result result = limit.run(Duration.ofMillis(500), settings.window());
        said.accept(String.format(Locale.ROOT, "  %-12s %,9.0f images/s", "limit", result.imagesPerSecond()));
        return result;
    }

    private Drain drained(Contestant contestant, Window window) throws Exception {
        Drain drain = contest.run(contestant, window);
        said.accept(String.format(
                Locale.ROOT,
                "  %-12s %,9.0f images/s, %.1f µs of processor an image",
                contestant.name(),
                drain.imagesPerSecond(),
                drain.totalCpuMicros()));
        return drain;
    }

    /** It reads files: raw pixels are none. */
    private int naiveRounds() {
        return images.kind() == ImageKind.RGB8_32 ? 0 : settings.naiveRounds();
    }

    private Topics topics(String name) {
        String kind = images.kind().label();
        return rig.topics(name + "-" + kind, "images-" + kind, ThroughputSettings.PARTITIONS);
    }

    /**
     * So many that the window ends by its time, not because the images do; and so many that Kafka Streams alone, which is
     * much quicker, is not through before its clock can start, as far as the disk bears it.
     */
    private long needed(double imagesPerSecond) {
        double seconds = settings.warmUp().plus(settings.window()).toMillis() / 1e3;
        long bytes = images.distinct().stream()
                .mapToLong(image -> image.getContent().remaining())
                .sum();
        long bearable = TOPIC_BYTES * images.distinct().size() / bytes;
        return Math.max((long) (imagesPerSecond * seconds * 1.3), Math.min(QUICK_IMAGES, bearable));
    }
}
