package dev.consilium.trainer.evaluate;

import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.image.BadImageException;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.trainer.data.LabelledImages;
import dev.consilium.trainer.report.Page.Picture;
import dev.consilium.trainer.report.Png;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The wrong answers that were surest, with the pictures as the specialist that gave the answer sees them. */
final class WorstMistakes {
    private static final int SHOWN = 24;
    /** Keeps a page small whatever the specialists read. */
    private static final int LARGEST_SIDE = 128;

    private WorstMistakes() {}

    static List<Picture> of(Judgement judgement, LabelledImages images) throws IOException {
        List<Verdict> worst = judgement.verdicts().stream()
                .filter(verdict -> !verdict.routed())
                .sorted(Comparator.comparingDouble((Verdict verdict) -> surety(judgement, verdict))
                        .reversed())
                .limit(SHOWN)
                .toList();
        ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());
        List<Picture> pictures = new ArrayList<>();
        for (Verdict verdict : worst) {
            Specialist specialist = judgement.specialists().get(verdict.winner());
            try {
                pictures.add(new Picture(
                        Png.dataUri(decoder.decode(images.image(verdict.image()), shown(specialist.input()))),
                        name(judgement, verdict.label()) + " → "
                                + name(judgement, verdict.answer().classIndex()),
                        String.format(
                                Locale.ROOT,
                                "%s, confidence %.3f; %s",
                                specialist,
                                verdict.answer().confidence(),
                                images.name(verdict.image()))));
            } catch (BadImageException e) {
                throw new IOException(images.name(verdict.image()) + " has changed: " + e.getMessage(), e);
            }
        }
        return pictures;
    }

    private static double surety(Judgement judgement, Verdict verdict) {
        return Calibration.probability(
                judgement.specialists().get(verdict.winner()), verdict.answer().confidence());
    }

    private static InputShape shown(InputShape input) {
        return new InputShape(Math.min(input.height(), LARGEST_SIDE), Math.min(input.width(), LARGEST_SIDE));
    }

    private static String name(Judgement judgement, int classIndex) {
        return judgement.classNames().get(classIndex);
    }
}
