package dev.consilium.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Image;
import dev.consilium.avro.Prediction;
import dev.consilium.stack.SharedStack;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
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
    void shouldReadARecordWhoseIdIsRegisteredAMomentLater() throws Exception {
        // Given
        RegistryClient registry = new RegistryClient(new RegistryHttp(new AvroSerdeConfig(CONFIG)), false);
        int last = registry.register("bad-earlier-value", imageSchemaThatIsNew());
        byte[] early = withId(last + 1);
        refused(early).hasMessageContaining("40403");

        // When
        int registered = registry.register("bad-later-value", imageSchemaThatIsNew());

        // Then
        assertThat(registered).isEqualTo(last + 1);
        assertThat(serde.deserializer().deserialize("bad", early)).isEqualTo(Samples.image());
    }

    @Test
    void shouldNotTakeMoreMemoryThanTheRecordHas() {
        // Lengths near 2^31 are declared, in records of a few bytes: a content, a map with one entry.
        refused(withTail(good, 0, 0xfe, 0xff, 0xff, 0xff, 0x0f));
        refused(withTail(good, 0, 0, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff, 0x0f, 2, 'a', 2, 'b'));
        // And an array of floats with one element.
        Serde<Confidence> opinions = AvroSerdes.of(Confidence.class, CONFIG);
        byte[] opinion = opinions.serializer().serialize("bad-array", Samples.confidence("living"));
        byte[] hostile = withTail(opinion, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0xfe, 0xff, 0xff, 0xff, 0x0f, 1, 2, 3, 4);
        assertThatThrownBy(() -> opinions.deserializer().deserialize("bad-array", hostile))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void shouldSurviveAnyBytes() {
        shouldSurviveAnyBytes(serde, good);
        Serde<Prediction> predictions = AvroSerdes.of(Prediction.class, CONFIG);
        shouldSurviveAnyBytes(predictions, predictions.serializer().serialize("bad-any", Samples.prediction()));
    }

    private static <T extends SpecificRecord> void shouldSurviveAnyBytes(Serde<T> serde, byte[] good) {
        // Given
        Random random = new Random(20261124);

        for (int i = 0; i < 5_000; i++) {
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

    private static String imageSchemaThatIsNew() {
        return SchemaText.withoutJavaProperties(Image.getClassSchema())
                .replace(
                        "An image to be put before the specialists.",
                        UUID.randomUUID().toString());
    }

    /** The header of {@code record}, then {@code tail}. */
    private static byte[] withTail(byte[] record, int... tail) {
        byte[] hostile = Arrays.copyOf(record, 5 + tail.length);
        for (int i = 0; i < tail.length; i++) {
            hostile[5 + i] = (byte) tail[i];
        }
        return hostile;
    }

    private static int id(byte[] record) {
        return ByteBuffer.wrap(record, 1, 4).getInt();
    }
}
