package dev.consilium.trainer.evaluate;

import dev.consilium.avro.ClassLabel;
import dev.consilium.avro.Confidence;
import dev.consilium.avro.Image;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.MaxSoftmaxRule;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.image.BadImageException;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.specialist.image.Pixels;
import dev.consilium.specialist.torch.UnusableModelException;
import dev.consilium.trainer.data.LabelledImages;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;

/**
 * Puts labelled images before specialists and counts who is right: decoder, predictor and rule are those that serve. The order of the
 * packages is the roster's, so a tie goes to the later.
 */
public final class Evaluation {
    private static final int CHUNK = 256;

    private final List<SpecialistPackage> packages;
    private final List<String> classNames;
    private final InstantSource clock;

    /**
     * @param classNames of the data set, by global index
     * @throws IllegalArgumentException when there is no package, or one was trained on other classes than these
     */
    public Evaluation(List<SpecialistPackage> packages, List<String> classNames) {
        this(packages, classNames, InstantSource.system());
    }

    Evaluation(List<SpecialistPackage> packages, List<String> classNames, InstantSource clock) {
        this.clock = clock;
        this.packages = List.copyOf(packages);
        this.classNames = List.copyOf(classNames);
        if (packages.isEmpty()) {
            throw new IllegalArgumentException("There is no specialist to evaluate.");
        }
        packages.forEach(this::requireSameClasses);
    }

    /** Judges all images. */
    public EvaluationReport over(LabelledImages images) throws UnusableModelException {
        return over(images, judged -> {});
    }

    /**
     * Judges all images; unreadable ones are counted apart.
     *
     * @param progress told how many images have been judged
     * @throws UnusableModelException when a module does not keep the module contract
     */
    public EvaluationReport over(LabelledImages images, LongConsumer progress) throws UnusableModelException {
        return judge(images, progress).report();
    }

    /** The same, with all that came of each image. */
    Judgement judge(LabelledImages images, LongConsumer progress) throws UnusableModelException {
        List<Examinee> examinees = new ArrayList<>();
        ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());
        try {
            for (SpecialistPackage each : packages) {
                examinees.add(Examinee.of(each));
            }
            List<Specialist> specialists =
                    examinees.stream().map(Examinee::specialist).toList();
            Tally tally = new Tally(specialists);
            Instant before = clock.instant();
            for (int from = 0; from < images.size(); from += CHUNK) {
                int to = Math.min(images.size(), from + CHUNK);
                judge(images, from, to, decoder, examinees, tally);
                progress.accept(to);
            }
            return Judgement.of(tally, specialists, classNames, Duration.between(before, clock.instant()));
        } finally {
            examinees.forEach(Examinee::close);
        }
    }

    private static void judge(
            LabelledImages images, int from, int to, ImageDecoder decoder, List<Examinee> examinees, Tally tally) {
        // Decoded for each shape, as in service: a large JPEG is reduced to what the shape needs.
        Map<InputShape, List<Pixels>> pixels = new HashMap<>();
        examinees.forEach(examinee -> pixels.put(examinee.specialist().input(), new ArrayList<>()));
        List<Integer> readable = new ArrayList<>();
        for (int i = from; i < to; i++) {
            try {
                Image image = images.image(i);
                Map<InputShape, Pixels> decoded = new HashMap<>();
                for (InputShape shape : pixels.keySet()) {
                    decoded.put(shape, decoder.decode(image, shape));
                }
                decoded.forEach((shape, each) ->
                        Objects.requireNonNull(pixels.get(shape)).add(each));
                readable.add(i);
            } catch (BadImageException | IOException e) {
                tally.unreadable(images.name(i) + ": " + e.getMessage());
            }
        }
        List<List<Confidence>> bySpecialist = examinees.stream()
                .map(examinee -> examinee.opinions(
                        pixels.getOrDefault(examinee.specialist().input(), List.of())))
                .toList();
        for (int i = 0; i < readable.size(); i++) {
            int position = i;
            int image = readable.get(i);
            List<Confidence> consultation = bySpecialist.stream()
                    .map(opinions -> opinions.get(position))
                    .toList();
            tally.count(image, images.label(image), consultation, MaxSoftmaxRule.winner(consultation));
        }
    }

    private void requireSameClasses(SpecialistPackage specialist) {
        for (ClassLabel label : specialist.manifest().getClasses()) {
            boolean same = label.getIndex() < classNames.size()
                    && classNames.get(label.getIndex()).equals(label.getName());
            if (!same) {
                throw new IllegalArgumentException("Package " + specialist.folder() + " knows class " + label.getIndex()
                        + " as '" + label.getName() + "', but the data set's classes are " + classNames
                        + ": it was trained on other data.");
            }
        }
    }
}
