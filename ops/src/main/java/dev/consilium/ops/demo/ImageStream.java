package dev.consilium.ops.demo;

import dev.consilium.ops.client.ImageFeed;
import dev.consilium.ops.client.ImageProducer;
import dev.consilium.ops.client.Pace;
import dev.consilium.schemas.connect.Connection;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A thread that sends images at a steady rate, again and again, until it is stopped. */
final class ImageStream implements AutoCloseable {
    private final ImageProducer producer;
    private final ImageFeed images;
    private final Pace pace;
    private final Thread thread = new Thread(this::send, "image-stream");
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private volatile boolean stopped;

    private ImageStream(ImageProducer producer, ImageFeed images, Pace pace) {
        this.producer = producer;
        this.images = images;
        this.pace = pace;
    }

    /** @param images must never end */
    static ImageStream start(Connection connection, String topic, ImageFeed images, double rate) {
        ImageStream stream =
                new ImageStream(new ImageProducer(connection, topic), images, Pace.perSecond(rate, Pace.Ticker.SYSTEM));
        stream.thread.setDaemon(true);
        stream.thread.start();
        return stream;
    }

    /** Images that the broker has acknowledged. */
    long sent() {
        return producer.acknowledged();
    }

    /** @throws IllegalStateException when sending has failed */
    void check() {
        Exception first = failure.get();
        if (first != null) {
            throw new IllegalStateException("the demo's images could not be sent: " + first.getMessage(), first);
        }
    }

    /** Sends no more, and waits until the broker has acknowledged every image. */
    void stop() throws InterruptedException {
        stopped = true;
        thread.join();
        check();
        producer.flush();
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        producer.close();
    }

    private void send() {
        try {
            while (!stopped) {
                pace.await();
                producer.send(images.next().orElseThrow());
            }
        } catch (Exception e) {
            if (!stopped) {
                failure.set(e);
            }
        }
    }
}
