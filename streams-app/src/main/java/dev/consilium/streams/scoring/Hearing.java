package dev.consilium.streams.scoring;

import dev.consilium.avro.Confidence;
import dev.consilium.specialist.image.Pixels;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One image before all specialists of one input shape: its pixels and an opinion in the making for each of them. */
final class Hearing {

    private final Pixels pixels;
    private final List<CompletableFuture<Confidence>> opinions;

    Hearing(Pixels pixels, int specialists) {
        this.pixels = pixels;
        this.opinions = new ArrayList<>(specialists);
        for (int i = 0; i < specialists; i++) {
            opinions.add(new CompletableFuture<>());
        }
    }

    Pixels pixels() {
        return pixels;
    }

    List<CompletableFuture<Confidence>> opinions() {
        return opinions;
    }

    void refuse(int specialist, Throwable reason) {
        opinions.get(specialist).completeExceptionally(reason);
    }

    /** Usually there is nothing open, and then no exception is made. */
    void refuseOpen(String reason) {
        for (CompletableFuture<Confidence> opinion : opinions) {
            if (!opinion.isDone()) {
                opinion.completeExceptionally(new EngineStoppedException(reason));
            }
        }
    }
}
