package dev.consilium.streams.roster;

import dev.consilium.avro.GoldenExample;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.NonFiniteLogitsException;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.image.BadImageException;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.specialist.torch.ForwardException;
import dev.consilium.specialist.torch.ImageBatch;
import dev.consilium.specialist.torch.TorchScriptModel;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs a version's golden examples through its loaded module, in this very process and on this very device, and compares
 * with what the trainer saw: flipped bytes, a wrong module or a wrong pre-processing show here, and nowhere else.
 *
 * <p>Owned by the loader thread.
 */
final class GoldenGate {

    /**
     * What the gate saw.
     *
     * @param worst largest absolute difference of a probability
     */
    record Report(int examples, double worst, double tolerance) {
        Map<String, Double> statistics() {
            return Map.of("examples", (double) examples, "worstDifference", worst, "tolerance", tolerance);
        }
    }

    private GoldenGate() {}

    /** @throws RefusedException naming the example, what was seen and what was expected */
    static Report pass(Seat seat) throws RefusedException {
        Specialist specialist = seat.specialist();
        List<GoldenExample> golden = specialist.manifest().getGolden();
        float tolerance = specialist.manifest().getTolerance();
        float worst = 0;
        ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());
        try (ImageBatch batch = new ImageBatch(specialist.input(), 1)) {
            for (int i = 0; i < golden.size(); i++) {
                GoldenExample example = golden.get(i);
                float[] seen = probabilities(seat.model(), specialist, decoder, batch, example, i);
                for (int k = 0; k < seen.length; k++) {
                    float expected = example.getProbabilities().get(k);
                    float difference = Math.abs(seen[k] - expected);
                    if (!(difference <= tolerance)) {
                        throw new RefusedException(String.format(
                                Locale.ROOT,
                                "golden example %d: the probability of class '%s' is %.6f, the trainer saw %.6f; tolerance %.6f",
                                i,
                                specialist.manifest().getClasses().get(k).getName(),
                                seen[k],
                                expected,
                                tolerance));
                    }
                    worst = Math.max(worst, difference);
                }
            }
        }
        return new Report(golden.size(), worst, tolerance);
    }

    private static float[] probabilities(
            TorchScriptModel model,
            Specialist specialist,
            ImageDecoder decoder,
            ImageBatch batch,
            GoldenExample example,
            int index)
            throws RefusedException {
        InputShape input = specialist.input();
        try {
            batch.put(0, decoder.decode(example, input));
            return specialist.probabilities(model.forward(batch, 1), 0);
        } catch (BadImageException | ForwardException | NonFiniteLogitsException e) {
            throw new RefusedException("golden example " + index + ": " + e.getMessage());
        }
    }
}
