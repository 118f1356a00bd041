package dev.consilium.ops.bench.throughput;

import ai.djl.MalformedModelException;
import ai.djl.translate.TranslateException;
import dev.consilium.avro.Confidence;
import dev.consilium.avro.Image;
import dev.consilium.avro.Outcome;
import dev.consilium.avro.Prediction;
import dev.consilium.avro.Source;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.specialist.SpecialistPackage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.imageio.ImageIO;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/**
 * The yardstick: what a user writes by hand today. {@code mapValues}, {@code ImageIO.read}, a DJL predictor per thread
 * and specialist, one image at a time through both, the rule, the same records.
 *
 * <p>{@link #answer} runs on the StreamThreads; each has its own predictors.
 */
final class NaiveTopology implements AutoCloseable {

    private final List<SpecialistPackage> specialists;
    private final ThreadLocal<List<NaivePredictor>> predictors;
    private final Queue<NaivePredictor> all = new ConcurrentLinkedQueue<>();

    NaiveTopology(List<SpecialistPackage> specialists) {
        this.specialists = List.copyOf(specialists);
        this.predictors = ThreadLocal.withInitial(this::load);
    }

    Topology build(String images, String predictions, Serde<Image> imageSerde, Serde<Prediction> predictionSerde) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(images, Consumed.with(Serdes.ByteArray(), imageSerde))
                .mapValues(this::answer)
                .to(predictions, Produced.with(Serdes.ByteArray(), predictionSerde));
        return builder.build();
    }

    /** To be called when the StreamThreads have ended. */
    @Override
    public void close() {
        all.forEach(NaivePredictor::close);
    }

    private List<NaivePredictor> load() {
        List<NaivePredictor> loaded = new ArrayList<>();
        try {
            for (SpecialistPackage specialist : specialists) {
                loaded.add(new NaivePredictor(specialist.model()));
            }
            all.addAll(loaded);
        } catch (IOException | MalformedModelException e) {
            throw new IllegalStateException("The yardstick could not load a module: " + e.getMessage(), e);
        }
        return loaded;
    }

    private Prediction answer(Image image) {
        try {
            BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(bytes(image.getContent())));
            List<Confidence> opinions = new ArrayList<>();
            for (int i = 0; i < specialists.size(); i++) {
                opinions.add(opinion(
                        specialists.get(i).manifest(), predictors.get().get(i).probabilities(decoded)));
            }
            Confidence first = opinions.get(0);
            Confidence second = opinions.get(1);
            Confidence winner = first.getConfidence() > second.getConfidence() ? first : second;
            return new Prediction(
                    image.getId(),
                    winner.getClassIndex(),
                    winner.getClassName(),
                    winner.getConfidence(),
                    winner.getSpecialist(),
                    winner.getVersion(),
                    Outcome.DECIDED,
                    opinions,
                    List.of(),
                    "max-softmax",
                    Map.copyOf(image.getAttributes()),
                    Instant.now(),
                    new Source("images", -1, -1L),
                    List.of(),
                    List.of());
        } catch (IOException | TranslateException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Confidence opinion(SpecialistVersion manifest, float[] probabilities) {
        int best = 0;
        for (int k = 1; k < probabilities.length; k++) {
            if (probabilities[k] > probabilities[best]) {
                best = k;
            }
        }
        var label = manifest.getClasses().get(best);
        return new Confidence(
                manifest.getSpecialist(),
                manifest.getVersion(),
                manifest.getArtifact().getSha256().substring(0, 12),
                label.getIndex(),
                label.getName(),
                probabilities[best],
                null);
    }

    private static byte[] bytes(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return bytes;
    }
}
