package dev.consilium.ops.bench.throughput;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Image;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.MaxSoftmaxRule;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.image.BadImageException;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.specialist.image.Pixels;
import dev.consilium.specialist.torch.ImageBatch;
import dev.consilium.specialist.torch.TorchScriptModel;
import java.util.ArrayList;
import java.util.List;

/**
 * What answering images takes and nothing else: decode, fill the batch, forward of every specialist, rule. The classes are
 * those that serve. One thread only; the models may be shared.
 */
final class Kernel implements AutoCloseable {

    private final Models models;
    private final StageClock clock;
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());
    private final ImageBatch batch;
    private final InputShape shape;

    Kernel(Models models, int batchSize, StageClock clock) {
        this.models = models;
        this.clock = clock;
        this.shape = models.shape();
        this.batch = new ImageBatch(shape, batchSize);
    }

    int batchSize() {
        return batch.capacity();
    }

    /** @param images as many as a batch holds, or fewer */
    List<Ruling> answer(List<Image> images) {
        clock.start();
        List<Pixels> pixels = decoded(images);
        clock.end(Stage.DECODE);
        for (int slot = 0; slot < pixels.size(); slot++) {
            batch.put(slot, pixels.get(slot));
        }
        clock.end(Stage.PUT);
        List<float[]> logits = new ArrayList<>(models.size());
        for (TorchScriptModel model : models.loaded()) {
            logits.add(model.forward(batch, pixels.size()));
        }
        clock.end(Stage.FORWARD);
        List<Ruling> rulings = new ArrayList<>(pixels.size());
        for (int slot = 0; slot < pixels.size(); slot++) {
            rulings.add(ruling(logits, slot));
        }
        clock.end(Stage.RULE);
        return rulings;
    }

    private List<Pixels> decoded(List<Image> images) {
        List<Pixels> pixels = new ArrayList<>(images.size());
        for (Image image : images) {
            try {
                pixels.add(decoder.decode(image, shape));
            } catch (BadImageException e) {
                throw new IllegalStateException("an image of the measurement is bad: " + e.getMessage(), e);
            }
        }
        return pixels;
    }

    private Ruling ruling(List<float[]> logits, int slot) {
        List<Confidence> opinions = new ArrayList<>(models.size());
        for (int i = 0; i < models.size(); i++) {
            Specialist specialist = models.specialists().get(i);
            opinions.add(specialist.opinion(logits.get(i), slot * specialist.classes()));
        }
        return new Ruling(opinions, MaxSoftmaxRule.winner(opinions));
    }

    @Override
    public void close() {
        batch.close();
    }
}
