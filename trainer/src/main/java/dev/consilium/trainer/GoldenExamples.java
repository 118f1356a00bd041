package dev.consilium.trainer;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.GoldenExample;
import dev.consilium.avro.Image;
import dev.consilium.specialist.image.BadImageException;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.specialist.image.Pixels;
import dev.consilium.trainer.data.LabelledImages;
import dev.consilium.trainer.data.Selection;
import dev.consilium.trainer.evaluate.Examinee;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The examples that let whoever loads a version see that it answers as it did here: a few images a class with the probabilities that the
 * serving predictor gives for them. An image is its file (JPEG or PNG) when that is smaller than its pixels, else raw pixels.
 */
final class GoldenExamples {
    private static final String RAW = "image/x-rgb8";
    private static final int PER_CLASS = 4;
    /** A manifest may hold 256 KiB of them, and has to fit into a Kafka record with all the rest. */
    private static final int LARGEST_TOGETHER = 192 * 1024;

    private final Examinee examinee;
    private final ImageDecoder decoder;

    private GoldenExamples(Examinee examinee, ImageDecoder decoder) {
        this.examinee = examinee;
        this.decoder = decoder;
    }

    /** @param own images of the specialist's classes; those that cannot be read are passed over */
    static List<GoldenExample> choose(Examinee examinee, LabelledImages own, long seed) {
        LabelledImages few =
                Selection.balanced(own, PER_CLASS * examinee.specialist().classes(), seed);
        List<GoldenExample> chosen = new ArrayList<>();
        int bytes = 0;
        GoldenExamples maker = new GoldenExamples(examinee, new ImageDecoder(ImageLimits.defaults()));
        for (int i = 0; i < few.size() && bytes < LARGEST_TOGETHER; i++) {
            Optional<GoldenExample> example = maker.example(few, i);
            int size = example.map(some -> some.getContent().remaining()).orElse(0);
            if (example.isPresent() && bytes + size <= LARGEST_TOGETHER) {
                chosen.add(example.get());
                bytes += size;
            }
        }
        return chosen;
    }

    private Optional<GoldenExample> example(LabelledImages images, int index) {
        try {
            Image image = images.image(index);
            Pixels pixels = decoder.decode(image, examinee.specialist().input());
            Confidence opinion = examinee.opinions(List.of(pixels)).get(0);
            GoldenExample.Builder example =
                    GoldenExample.newBuilder().setProbabilities(Objects.requireNonNull(opinion.getProbabilities()));
            Optional<String> fileType = fileType(image.getContent());
            if (fileType.isPresent() && image.getContent().remaining() < pixels.rgb().length) {
                example.setContent(image.getContent()).setContentType(fileType.get());
            } else {
                example.setContent(ByteBuffer.wrap(pixels.rgb())).setContentType(RAW);
            }
            return Optional.of(example.build());
        } catch (BadImageException | IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> fileType(ByteBuffer content) {
        if (content.remaining() < Integer.BYTES) {
            return Optional.empty();
        }
        int magic = content.duplicate().getInt();
        if (magic >>> 8 == 0xffd8ff) {
            return Optional.of("image/jpeg");
        }
        return magic == 0x89504e47 ? Optional.of("image/png") : Optional.empty();
    }
}
