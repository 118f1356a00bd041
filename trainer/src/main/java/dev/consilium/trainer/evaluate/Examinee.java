package dev.consilium.trainer.evaluate;

import ai.djl.Device;
import dev.consilium.avro.Confidence;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.image.Pixels;
import dev.consilium.specialist.torch.ImageBatch;
import dev.consilium.specialist.torch.TorchScriptModel;
import dev.consilium.specialist.torch.UnusableModelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A specialist under examination: the same predictor that serves, for one thread. */
public final class Examinee implements AutoCloseable {
    private static final int BATCH = 64;

    private final Specialist specialist;
    private final TorchScriptModel model;
    private final ImageBatch batch;

    private Examinee(Specialist specialist, TorchScriptModel model) {
        this.specialist = specialist;
        this.model = model;
        batch = new ImageBatch(specialist.input(), BATCH);
    }

    /**
     * Loads a package.
     *
     * @throws UnusableModelException when the module does not keep the module contract
     */
    public static Examinee of(SpecialistPackage specialist) throws UnusableModelException {
        return new Examinee(
                specialist.specialist(), TorchScriptModel.load(specialist.model(), specialist.specialist()));
    }

    /**
     * Loads a module that has no package yet, on the CPU: its answers become golden examples, and GPUs round more coarsely than their
     * tolerance.
     *
     * @throws UnusableModelException when it does not keep the module contract
     */
    public static Examinee of(Specialist specialist, Path module) throws UnusableModelException {
        return new Examinee(specialist, TorchScriptModel.load(module, specialist, Device.cpu()));
    }

    public Specialist specialist() {
        return specialist;
    }

    /** What it says about each image; pixels of another size are resized as in service. */
    public List<Confidence> opinions(List<Pixels> images) {
        InputShape input = specialist.input();
        List<Confidence> opinions = new ArrayList<>(images.size());
        for (int from = 0; from < images.size(); from += BATCH) {
            int size = Math.min(BATCH, images.size() - from);
            for (int slot = 0; slot < size; slot++) {
                batch.put(slot, ImageDecoder.fit(images.get(from + slot), input));
            }
            float[] logits = model.forward(batch, size);
            for (int slot = 0; slot < size; slot++) {
                opinions.add(specialist.fullOpinion(logits, slot * specialist.classes()));
            }
        }
        return opinions;
    }

    @Override
    public void close() {
        batch.close();
        model.close();
    }
}
