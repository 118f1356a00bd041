package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Images for an app, and two readers of what it answers. One thread at a time sends; the readers have their own.
 *
 * @param images the topic that the app reads
 */
record Loading(String images, ImageLoad load, Readers readers) implements AutoCloseable {

    /** More than the consumers' buffers and all images in flight: at every moment there is more to do. */
    private static final int BACKLOG = 8_000;

    /**
     * Of JPEG files of 32 x 32.
     *
     * @param topics the app's
     * @param alsoRead further topics with answers to what this will send
     */
    static Loading of(Rig rig, Topics topics, List<String> alsoRead) throws IOException {
        return of(rig, topics, Traffic.of(rig), alsoRead);
    }

    /** The same of any images. */
    static Loading of(Rig rig, Topics topics, Traffic traffic, List<String> alsoRead) {
        List<String> answers = new ArrayList<>(alsoRead);
        answers.add(topics.predictions());
        answers.add(topics.deadLetters());
        return new Loading(
                topics.images(),
                new ImageLoad(rig.connection(), topics.images(), traffic.images()),
                Readers.start(rig.connection(), answers, traffic.listener()));
    }

    /** Sends one image of thousands a second to the app. */
    void send(Stamp stamp) {
        load.sendInCompany(images, stamp);
    }

    /** Images a second that the app keeps up with; returns when everything sent for this has its answer. */
    double capacity(Duration warmUp, Duration time) throws InterruptedException {
        long start = System.nanoTime();
        return capacity(() -> System.nanoTime() - start >= warmUp.toNanos(), time);
    }

    /** As much; {@code warm} says when measuring can begin. */
    double capacity(BooleanSupplier warm, Duration time) throws InterruptedException {
        double capacity = new Capacity(
                        Ticker.SYSTEM,
                        this::send,
                        () -> readers.uncommitted().log().answers(),
                        BACKLOG)
                .measure(warm, time);
        settle();
        return capacity;
    }

    /**
     * Waits until every image that was sent has its answer.
     *
     * @throws IllegalStateException when one has none, and none has come for half a minute
     */
    void settle() throws InterruptedException {
        if (!settles()) {
            throw new IllegalStateException("of " + load.sent() + " images only " + readers.fewest()
                    + " have an answer, and no other comes: look for errors of the app in the log");
        }
    }

    /** Waits until every image that was sent has its answer, or none has come for half a minute; whether they all have. */
    boolean settles() throws InterruptedException {
        load.flush();
        return readers.await(load.sent());
    }

    @Override
    public void close() {
        readers.close();
        load.close();
    }
}
