package dev.consilium.ops.bench.throughput;

import dev.consilium.avro.Image;
import dev.consilium.avro.Prediction;
import dev.consilium.avro.Source;
import dev.consilium.ops.bench.rig.BenchImages;
import dev.consilium.schemas.connect.Connection;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;

/**
 * How large the values on the topics are.
 *
 * @param image an image's, on average
 * @param prediction a prediction's
 */
record Bytes(int image, int prediction) {

    static Bytes of(Connection connection, Models models, BenchImages images) {
        try (Serde<Image> serde = connection.serde(Image.class)) {
            double mean = images.distinct().stream()
                    .mapToInt(image -> serde.serializer().serialize("images", image).length)
                    .average()
                    .orElseThrow();
            return new Bytes((int) Math.round(mean), prediction(connection, models, images.image(0)));
        }
    }

    private static int prediction(Connection connection, Models models, Image image) {
        try (Kernel kernel = new Kernel(models, 1, new StageClock());
                Serde<Prediction> serde = connection.serde(Prediction.class)) {
            Prediction prediction = kernel.answer(List.of(image)).get(0).prediction(image, new Source("images", 0, 0L));
            return serde.serializer().serialize("predictions", prediction).length;
        }
    }
}
