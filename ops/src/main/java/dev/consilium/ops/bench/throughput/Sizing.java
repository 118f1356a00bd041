package dev.consilium.ops.bench.throughput;

import java.util.List;
import java.util.Locale;

/**
 * From what an image costs to what a rate of images needs: straight lines, and the share of their time that cores may be
 * busy.
 *
 * @param appMicros processor time of an image in the app
 * @param brokerMicros and in the broker, for its first replica
 * @param bytes on the topics
 */
record Sizing(double appMicros, double brokerMicros, Bytes bytes) {

    static final List<Integer> RATES = List.of(1_000, 100_000, 1_000_000);

    /** Room to catch up after an outage, and for what machines do besides. */
    static final double BUSY = 0.7;

    static final int REPLICAS = 3;

    /** StreamThreads of different speed even out over several tasks each. */
    private static final int PARTITIONS_PER_CORE = 2;

    private static final int FEWEST_PARTITIONS = 12;
    private static final double SECONDS_PER_DAY = 86_400;

    double appCores(double rate) {
        return rate * appMicros / 1e6 / BUSY;
    }

    /** Of all brokers together, each replica costing as much as the first. */
    double brokerCores(double rate) {
        return rate * brokerMicros / 1e6 / BUSY * REPLICAS;
    }

    int partitions(double rate) {
        return Math.max(FEWEST_PARTITIONS, (int) Math.ceil(appCores(rate)) * PARTITIONS_PER_CORE);
    }

    /** What comes in from users and goes out to one reader of the predictions, in gigabits a second. */
    double userGigabits(double rate) {
        return rate * (bytes.image() + bytes.prediction()) * 8 / 1e9;
    }

    /** What the brokers send and get among each other and to the app, in gigabits a second. */
    double insideGigabits(double rate) {
        return rate * (bytes.image() + bytes.prediction()) * REPLICAS * 8 / 1e9;
    }

    /** Of images and predictions, all replicas, in terabytes. */
    double terabytesPerDay(double rate) {
        return rate * (bytes.image() + bytes.prediction()) * REPLICAS * SECONDS_PER_DAY / 1e12;
    }

    /** What an app with so many cores answers when they are all busy. */
    double imagesPerSecond(double cores) {
        return cores * 1e6 / appMicros;
    }

    /** The same when the broker lives on those cores too, with one replica. */
    double imagesPerSecondWithBroker(double cores) {
        return cores * 1e6 / (appMicros + brokerMicros);
    }

    String markdown() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT, """
                An image costs the app %.1f µs and the broker %.1f µs; it is %,d bytes on its topic and its prediction %,d. Cores busy to %.0f %%, %d replicas:

                | images/s | cores of the app | cores of the brokers | partitions | users' network | brokers' network | storage a day |
                |---|---|---|---|---|---|---|
                """, appMicros, brokerMicros, bytes.image(), bytes.prediction(), 100 * BUSY, REPLICAS));
        for (int rate : RATES) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %,d | %s | %s | %,d | %s Gbit/s | %s Gbit/s | %s TB |%n",
                    rate,
                    digits(appCores(rate)),
                    digits(brokerCores(rate)),
                    partitions(rate),
                    digits(userGigabits(rate)),
                    digits(insideGigabits(rate)),
                    digits(terabytesPerDay(rate))));
        }
        return table.toString();
    }

    private static String digits(double value) {
        return String.format(Locale.ROOT, value >= 10 ? "%,.0f" : value >= 1 ? "%.1f" : "%.2f", value);
    }
}
