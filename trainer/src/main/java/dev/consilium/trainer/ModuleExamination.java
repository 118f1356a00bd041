package dev.consilium.trainer;

import dev.consilium.avro.ClassLabel;
import dev.consilium.avro.Confidence;
import dev.consilium.specialist.NonFiniteLogitsException;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.image.BadImageException;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.specialist.image.Pixels;
import dev.consilium.trainer.data.LabelledImages;
import dev.consilium.trainer.evaluate.Examinee;
import dev.consilium.trainer.recipe.Outliers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongConsumer;

/**
 * Shows a module images of its own classes and looks for what is wrong in silence: logits that are not finite, an answer that depends on
 * chance or on the other images of the batch, a fold that is not there, classes in another order. One thread.
 */
final class ModuleExamination {
    private static final int CHUNK = 256;
    private static final int SHOWN_AGAIN = 16;
    /** Batches of other sizes add up in another order; what is broken differs by far more. */
    private static final float TOLERANCE = 1e-3f;

    private final Examinee examinee;
    private final List<Integer> classes;
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());

    ModuleExamination(Examinee examinee) {
        this.examinee = examinee;
        classes = examinee.specialist().manifest().getClasses().stream()
                .map(ClassLabel::getIndex)
                .toList();
    }

    /**
     * What was seen.
     *
     * @param images that could be read
     * @param right of them
     * @param meanConfidence how sure the module was, on average
     */
    record Findings(int images, int right, double meanConfidence) {
        double inSubset() {
            return (double) right / images;
        }
    }

    /**
     * Shows them all.
     *
     * @param progress told how many have been shown
     * @throws IOException when no image can be read, or when the module is not what it is said to be; the message says how
     */
    Findings over(LabelledImages images, LongConsumer progress) throws IOException {
        AnswerCounts counts = new AnswerCounts(classes);
        double confidence = 0;
        for (int from = 0; from < images.size(); from += CHUNK) {
            List<Pixels> pixels = new ArrayList<>();
            List<Integer> labels = new ArrayList<>();
            read(images, from, Math.min(images.size(), from + CHUNK), pixels, labels);
            List<Confidence> opinions = opinions(pixels);
            if (from == 0) {
                requireSteady(pixels, opinions);
            }
            for (int i = 0; i < labels.size(); i++) {
                requireFolded(opinions.get(i));
                counts.add(labels.get(i), opinions.get(i).getClassIndex());
                confidence += opinions.get(i).getConfidence();
            }
            progress.accept(Math.min(images.size(), from + CHUNK));
        }
        if (counts.images() == 0) {
            throw new IOException("None of the " + images.size() + " images can be read, such as " + images.name(0));
        }
        requireOrder(counts);
        return new Findings(counts.images(), counts.right(), confidence / counts.images());
    }

    private void read(LabelledImages images, int from, int to, List<Pixels> pixels, List<Integer> labels) {
        for (int i = from; i < to; i++) {
            try {
                pixels.add(decoder.decode(images.image(i), examinee.specialist().input()));
                labels.add(images.label(i));
            } catch (BadImageException | IOException e) {
                // Counted by what is missing in the number of images; evaluate names them.
            }
        }
    }

    private List<Confidence> opinions(List<Pixels> pixels) throws IOException {
        try {
            return examinee.opinions(pixels);
        } catch (NonFiniteLogitsException e) {
            throw new IOException(
                    e.getMessage() + " of an image of the data set: its weights are likely broken, or it overflows", e);
        }
    }

    private void requireSteady(List<Pixels> pixels, List<Confidence> opinions) throws IOException {
        List<Pixels> few = pixels.subList(0, Math.min(SHOWN_AGAIN, pixels.size()));
        List<Confidence> again = opinions(pixels);
        for (int i = 0; i < few.size(); i++) {
            float chance = distance(opinions.get(i), again.get(i));
            if (chance > TOLERANCE) {
                throw new IOException(String.format(
                        Locale.ROOT,
                        "%s answers the same images otherwise the second time (a probability differs by %.3g): dropout or noise is on."
                                + " Call model.eval() before torch.jit.script or torch.jit.trace",
                        examinee.specialist(),
                        chance));
            }
            float others =
                    distance(opinions.get(i), opinions(List.of(few.get(i))).get(0));
            if (others > TOLERANCE) {
                throw new IOException(String.format(
                        Locale.ROOT,
                        "%s answers an image otherwise alone than among others (a probability differs by %.3g): it must judge"
                                + " each image by itself. Is a batch normalisation still in training mode? Call model.eval()"
                                + " before torch.jit.script or torch.jit.trace",
                        examinee.specialist(),
                        others));
            }
        }
    }

    private static float distance(Confidence first, Confidence second) {
        List<Float> ours = Objects.requireNonNull(first.getProbabilities());
        List<Float> theirs = Objects.requireNonNull(second.getProbabilities());
        float largest = 0;
        for (int k = 0; k < ours.size(); k++) {
            largest = Math.max(largest, Math.abs(ours.get(k) - theirs.get(k)));
        }
        return largest;
    }

    private void requireFolded(Confidence opinion) throws IOException {
        Specialist specialist = examinee.specialist();
        boolean saysFolded =
                Outliers.REJECT.text().equals(specialist.manifest().getRecipe().get("outliers"));
        if (saysFolded && opinion.getConfidence() < 0.5f - TOLERANCE) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%s is said to have learnt with outliers reject, but is only %.3f sure of an image: with the half fold it"
                            + " never is less than 1/2. Fold in eval mode (docs/pytorch.md), or say --outliers none",
                    specialist,
                    opinion.getConfidence()));
        }
    }

    private void requireOrder(AnswerCounts counts) throws IOException {
        List<Integer> better = counts.betterOrder();
        if (!better.isEmpty()) {
            List<String> names = new ArrayList<>();
            for (int index : better) {
                names.add(examinee.specialist()
                        .manifest()
                        .getClasses()
                        .get(classes.indexOf(index))
                        .getName());
            }
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%s answers %.1f %% right, and %.1f %% with its classes in another order: --classes must have the order of"
                            + " the logits, which seems to be %s",
                    examinee.specialist(),
                    100.0 * counts.right() / counts.images(),
                    100.0 * counts.rightInOrder(better) / counts.images(),
                    String.join(",", names)));
        }
    }
}
