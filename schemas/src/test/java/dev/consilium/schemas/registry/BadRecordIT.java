package dev.consilium.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Image;
import dev.consilium.avro.Prediction;
import dev.consilium.stack.SharedStack;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** Whatever the bytes, the answer is a record or a SerializationException that says what was wrong. */
class BadRecordIT {

    private static final Map<String, String> CONFIG =
            Map.of("schema.registry.url", SharedStack.get().schemaRegistryUrl());

    private final Serde<Image> serde = AvroSerdes.of(Image.class, CONFIG);
    private final byte[] good = serde.serializer().serialize("bad", Samples.image());

    @Test
    void shouldKeepNullNull() {
        assertThat(serde.serializer().serialize("bad", null)).isNull();
        assertThat(serde.deserializer().deserialize("bad", null)).isNull();
    }

    @Test
    void shouldRefuseAnEmptyRecord() {
        refused(new byte[0]).hasMessageContaining("a record of 0 bytes");
    }

    @Test
    void shouldRefuseTwoBytes() {
        refused(new byte[] {0, 0}).hasMessageContaining("a record of 2 bytes");
    }

    @Test
    void shouldRefuseAnotherMagicByte() {
        byte[] jpeg = good.clone();
        jpeg[0] = (byte) 0xff;
        refused(jpeg).hasMessageContaining("begins with byte 255 instead of 0");
    }

    @Test
    void shouldRefuseATruncatedRecord() {
        refused(Arrays.copyOf(good, good.length / 2)).hasMessageContaining("it ends in the middle");
    }

    @Test
    void shouldRefuseARecordWithNothingButAnId() {
        refused(Arrays.copyOf(good, 5)).hasMessageContaining("it ends in the middle (5 bytes)");
    }

    @Test
    void shouldRefuseBytesAfterTheEnd() {
        refused(Arrays.copyOf(good, good.length + 1)).hasMessageContaining("bytes are left after its end");
    }

    @Test
    void shouldRefuseAnotherType() {
        byte[] other = AvroSerdes.of(Confidence.class, CONFIG)
                .serializer()
                .serialize("bad-other", Samples.confidence("living"));
        refused(other).hasMessageContaining("dev.consilium.avro.Image").hasMessageContaining("Confidence");
    }

    @Test
    void shouldRefuseIdsThatNoRegistryGives() {
        byte[] negative = good.clone();
        negative[1] = (byte) 0x80;
        refused(negative).hasMessageContaining("no registry gives negative ids");
        refused(new byte[] {0, 0, 0, 0, 0, 0}).hasMessageContaining("schema id 0");
        refused(withId(Integer.MAX_VALUE)).hasMessageContaining("schema id 2147483647");
    }

    @Test
    void shouldReadARecordWhoseIdIsRegisteredAMomentLater() {
        // Given
        Map<String, String> another = new HashMap<>(CONFIG);
        another.put("avro.remove.java.properties", "false");
        int last = id(AvroSerdes.of(Image.class, another).serializer().serialize("bad-later", Samples.image()));
        byte[] early =
                AvroSerdes.of(Prediction.class, CONFIG).serializer().serialize("bad-later-2", Samples.prediction());
        int next = Math.max(last, id(early)) + 1;
        ByteBuffer.wrap(early, 1, 4).putInt(next);
        Serde<Prediction> predictions = AvroSerdes.of(Prediction.class, CONFIG);
        assertThatThrownBy(() -> predictions.deserializer().deserialize("bad-later", early))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("40403");

        // When
        int registered = id(
                AvroSerdes.of(Prediction.class, another).serializer().serialize("bad-later-3", Samples.prediction()));

        // Then
        assertThat(registered).isEqualTo(next);
        assertThat(predictions.deserializer().deserialize("bad-later", early)).isEqualTo(Samples.prediction());
    }

    @Test
    void shouldNotTakeMoreMemoryThanTheRecordHas() {
        // A content of 2 GB and a map of 2^31 entries are declared, in a record of a few bytes.
        refused(withTail(0, 0xfe, 0xff, 0xff, 0xff, 0x0f));
        refused(withTail(0, 0, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff, 0x0f));
    }

    @Test
    void shouldSurviveAnyBytes() {
        // Given
        Random random = new Random(20261124);

        for (int i = 0; i < 20_000; i++) {
            byte[] record = good.clone();
            int flips = 1 + random.nextInt(4);
            for (int flip = 0; flip < flips; flip++) {
                // Behind the id, and mostly where the structure is.
                int at = 5 + random.nextInt(random.nextBoolean() ? 40 : record.length - 5);
                record[at] = (byte) random.nextInt(256);
            }

            // When
            try {
                serde.deserializer().deserialize("bad", record);
            } catch (SerializationException e) {
                // Then
                assertThat(e).isNotInstanceOf(RegistryUnavailableException.class);
            }
        }
    }

    @Test
    void shouldNameTheFieldThatMustNotBeNull() {
        // When
        assertThatThrownBy(() -> serde.serializer().serialize("bad", new Image()))

                // Then
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("topic bad, schema id " + id(good))
                .hasMessageContaining("is a field null that may not be?");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(byte[] record) {
        return assertThatThrownBy(() -> serde.deserializer().deserialize("bad", record))
                .isInstanceOf(SerializationException.class)
                .isNotInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("topic bad");
    }

    private byte[] withId(int id) {
        byte[] record = good.clone();
        ByteBuffer.wrap(record, 1, 4).putInt(id);
        return record;
    }

    private byte[] withTail(int... tail) {
        byte[] record = Arrays.copyOf(good, 5 + tail.length);
        for (int i = 0; i < tail.length; i++) {
            record[5 + i] = (byte) tail[i];
        }
        return record;
    }

    private static int id(byte[] record) {
        return ByteBuffer.wrap(record, 1, 4).getInt();
    }
}
