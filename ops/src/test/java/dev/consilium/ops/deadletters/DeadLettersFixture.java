package dev.consilium.ops.deadletters;

import dev.consilium.avro.Image;
import dev.consilium.ops.CommittedTopics;
import dev.consilium.schemas.DeadLetterHeaders;
import dev.consilium.schemas.history.CommittedReader;
import dev.consilium.schemas.history.Stretch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Topics of a test's own, the commands on them, and what stands on them afterwards. */
final class DeadLettersFixture implements AutoCloseable {

    final CommittedTopics kafka;
    private final Path config;
    String out = "";
    String errors = "";

    DeadLettersFixture(String prefix, Path folder) throws IOException {
        kafka = new CommittedTopics(prefix);
        config = Files.writeString(
                folder.resolve("client.properties"),
                kafka.topicSettings().entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .collect(Collectors.joining("\n")));
    }

    /** The exit code; what it said is in {@link #out} and {@link #errors}. */
    int run(Object command, String... arguments) {
        StringWriter said = new StringWriter();
        StringWriter complained = new StringWriter();
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--command-config";
        all[arguments.length + 1] = config.toString();
        int code = new CommandLine(command)
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(complained, true))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    complained.write(String.valueOf(failure.getMessage()));
                    return 1;
                })
                .execute(kafka.options(all));
        out = said.toString();
        errors = complained.toString();
        return code;
    }

    /** Committed records of a topic, in order. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (CommittedReader reader = CommittedReader.open(kafka.connection())) {
            for (Stretch stretch : reader.stretches(topic)) {
                reader.read(stretch, records::add);
            }
        }
        return records;
    }

    List<ConsumerRecord<byte[], byte[]>> images() {
        return records(kafka.topics().images());
    }

    byte[] bytes(Image image) {
        try (var serde = kafka.connection().serde(Image.class)) {
            return serde.serializer().serialize(kafka.topics().images(), image);
        }
    }

    static Image image(String id, byte[] content) {
        return new Image(id, ByteBuffer.wrap(content), null, null, null, Map.of());
    }

    /** A dead letter as the app writes it. */
    ProducerRecord<byte[], byte[]> letter(String key, byte @Nullable [] value, String exception, long offset) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(kafka.topics().deadLetters(), 0, 1_000L + offset, utf8(key), value);
        letter.headers().add("traceparent", utf8("trace of " + key));
        explain(letter, exception, offset);
        return letter;
    }

    void explain(ProducerRecord<byte[], byte[]> letter, String exception, long offset) {
        letter.headers()
                .add(DeadLetterHeaders.EXCEPTION, utf8("dev.consilium.test." + exception))
                .add(DeadLetterHeaders.MESSAGE, utf8("message of " + exception))
                .add(DeadLetterHeaders.STACKTRACE, utf8("at"))
                .add(DeadLetterHeaders.TOPIC, utf8(kafka.topics().images()))
                .add(DeadLetterHeaders.PARTITION, utf8("0"))
                .add(DeadLetterHeaders.OFFSET, utf8(Long.toString(offset)));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        kafka.close();
    }
}
