import static java.nio.charset.StandardCharsets.UTF_8;

import dev.consilium.avro.Image;
import dev.consilium.avro.Prediction;
import dev.consilium.schemas.registry.AvroSerdes;
import java.nio.ByteBuffer;
import java.nio.file.*;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.*;
import org.apache.kafka.clients.producer.*;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.*;

/**
 * Sends every file of a folder to the specialists and prints what each one shows, as the answers come.
 * <pre>java -cp "$(cat ops/target/consilium.classpath)" docs/examples/ClassifyFolder.java BROKERS REGISTRY FOLDER [TOPIC_PREFIX]</pre>
 */
public final class ClassifyFolder {
    public static void main(String... args) throws Exception {
        if (args.length < 3 || args.length > 4) {
            throw new IllegalArgumentException("usage: ClassifyFolder BROKERS REGISTRY FOLDER [TOPIC_PREFIX]");
        }
        String prefix = args.length == 4 ? args[3] : "";
        String run = UUID.randomUUID().toString().substring(0, 8); // others use the topics too: our ids are nobody else's
        Map<String, Object> registry = Map.of("schema.registry.url", args[1]);
        Serializer<Image> images = AvroSerdes.of(Image.class, registry).serializer();
        Deserializer<Prediction> predictions = AvroSerdes.of(Prediction.class, registry).deserializer();
        Map<String, Object> reading = Map.of(
                "bootstrap.servers", args[0], "isolation.level", "read_committed", "allow.auto.create.topics", false);
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", args[0]), new StringSerializer(), images);
                var consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new ByteArrayDeserializer());
                Stream<Path> files = Files.list(Path.of(args[2])).filter(Files::isRegularFile).sorted()) {
            // Answers are read from where they end now, before the first image is sent: so none is missed.
            List<TopicPartition> answers = Stream.of(prefix + "predictions", prefix + "dead-letters")
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(found -> new TopicPartition(found.topic(), found.partition()))
                    .toList();
            consumer.assign(answers);
            consumer.seekToEnd(answers);
            answers.forEach(consumer::position);

            Map<String, Path> waiting = new HashMap<>();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (Path file : files.toList()) {
                String id = run + "/" + file.getFileName();
                Image image = Image.newBuilder().setId(id).setContent(ByteBuffer.wrap(Files.readAllBytes(file))).build();
                waiting.put(id, file.getFileName());
                sent.add(producer.send(new ProducerRecord<>(prefix + "images", id, image)));
            }
            for (Future<RecordMetadata> each : sent) each.get(); // throws when an image did not get there
            long heard = System.nanoTime();
            while (!waiting.isEmpty()) {
                for (ConsumerRecord<String, byte[]> answer : consumer.poll(Duration.ofMillis(200))) {
                    Path file = waiting.remove(answer.key()); // an answer has its image's key
                    if (file != null) { // else somebody else's
                        heard = System.nanoTime();
                        System.out.println(file + ": " + text(answer, predictions));
                    }
                }
                if (System.nanoTime() - heard > Duration.ofMinutes(1).toNanos()) {
                    throw new IllegalStateException("no answer for a minute: does the app serve? " + waiting.values());
                }
            }
        }
    }

    private static String text(ConsumerRecord<?, byte[]> answer, Deserializer<Prediction> predictions) {
        if (answer.topic().endsWith("dead-letters")) {
            byte[] reason = answer.headers().lastHeader("__streams.errors.message").value();
            return "no prediction: " + new String(reason, UTF_8);
        }
        Prediction it = predictions.deserialize(answer.topic(), answer.value());
        return String.format(Locale.ROOT, "%s (%.3f by %s@%s, %s)",
                it.getClassName(), it.getConfidence(), it.getSpecialist(), it.getVersion(), it.getOutcome());
    }
}
