package dev.consilium.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.consilium.schemas.registry.RegistryProxy.Answer;
import dev.consilium.schemas.roster.VersionKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of every kind: images, and what is on the topics of models, roster and rollouts. */
class RecordFuzzTest {

    private static final String TOPIC = "fuzz";
    private static final List<SpecificRecord> SAMPLES = Samples.all();
    private static final List<AvroSerde<?>> SERDES = new ArrayList<>();
    private static RegistryProxy registry;

    /** Knows the schemas of the samples under 0, 1, ... */
    @BeforeAll
    static void open() throws IOException {
        registry = RegistryProxy.alone().answering(request -> {
            int id = Integer.parseInt(request.path().replaceAll("\\D", ""));
            String schema = SAMPLES.get(id).getSchema().toString();
            return Optional.of(new Answer(
                    200,
                    JsonNodeFactory.instance.objectNode().put("schema", schema).toString()));
        });
        SAMPLES.forEach(sample -> SERDES.add(serde(sample.getClass())));
    }

    @AfterAll
    static void close() {
        SERDES.forEach(AvroSerde::close);
        registry.close();
    }

    static Stream<byte[]> records() {
        return Stream.concat(
                IntStream.range(0, SAMPLES.size()).mapToObj(RecordFuzzTest::encoded),
                Stream.of("living@v7".getBytes(StandardCharsets.UTF_8), new byte[5]));
    }

    /** @param bytes the first says of which kind, the others are a record without its header */
    @MethodSource("records")
    @FuzzTest(maxDuration = "10m")
    void shouldReadARecordOrSayWhatIsWrongWithIt(byte[] bytes) {
        readHeader(bytes);
        readKey(new String(bytes, StandardCharsets.UTF_8));
        if (bytes.length > 0) {
            int kind = Math.floorMod(bytes[0], SAMPLES.size());
            readRecord(
                    kind,
                    ByteBuffer.allocate(bytes.length + 4)
                            .putInt(1, kind)
                            .put(WireFormat.HEADER, bytes, 1, bytes.length - 1)
                            .array());
        }
    }

    private static void readHeader(byte[] bytes) {
        try {
            assertThat(WireFormat.readId(TOPIC, bytes)).isNotNegative();
        } catch (SerializationException e) {
            assertThat(e).hasMessageContaining(TOPIC);
        }
    }

    private static void readKey(String text) {
        try {
            assertThat(VersionKey.parse(text)).hasToString(text);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("is not");
        }
    }

    private static void readRecord(int kind, byte[] record) {
        try {
            assertThat(SERDES.get(kind).deserializer().deserialize(TOPIC, record))
                    .isInstanceOf(SAMPLES.get(kind).getClass());
        } catch (SerializationException e) {
            assertThat(e).isNotInstanceOf(RegistryUnavailableException.class).hasMessageContaining(TOPIC);
        }
    }

    private static <T extends SpecificRecord> AvroSerde<T> serde(Class<T> type) {
        AvroSerde<T> serde = new AvroSerde<>(type);
        serde.configure(Map.of("schema.registry.url", registry.url()), false);
        return serde;
    }

    private static byte[] encoded(int kind) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(kind);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            SpecificRecord sample = SAMPLES.get(kind);
            new SpecificDatumWriter<>(sample.getSchema()).write(sample, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
