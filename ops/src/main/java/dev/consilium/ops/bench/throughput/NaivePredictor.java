package dev.consilium.ops.bench.throughput;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.modality.cv.transform.ToTensor;
import ai.djl.modality.cv.util.NDImageUtils;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One specialist as DJL's documentation shows it: a {@link Predictor} with the default stacking batchifier, one image
 * at a time.
 *
 * <p>One thread only: predictors are not shared.
 */
final class NaivePredictor implements AutoCloseable {

    /** Rows and columns that a SimpleCNN reads. */
    private static final int SIDE = 32;

    private final Model model;
    private final Predictor<BufferedImage, float[]> predictor;

    NaivePredictor(Path module) throws IOException, MalformedModelException {
        model = Model.newInstance("naive", "PyTorch");
        model.load(module);
        predictor = model.newPredictor(new ImageToProbabilities());
    }

    /** All softmax probabilities, local class order. */
    float[] probabilities(BufferedImage image) throws TranslateException {
        return predictor.predict(image);
    }

    @Override
    public void close() {
        predictor.close();
        model.close();
    }

    private static final class ImageToProbabilities implements Translator<BufferedImage, float[]> {

        private final ToTensor toTensor = new ToTensor();

        @Override
        public NDList processInput(TranslatorContext context, BufferedImage image) {
            NDArray pixels = ImageFactory.getInstance().fromImage(image).toNDArray(context.getNDManager());
            if (image.getWidth() != SIDE || image.getHeight() != SIDE) {
                pixels = NDImageUtils.resize(pixels, SIDE, SIDE);
            }
            return new NDList(toTensor.transform(pixels));
        }

        @Override
        public float[] processOutput(TranslatorContext context, NDList output) {
            return output.singletonOrThrow().softmax(-1).toFloatArray();
        }
    }
}
