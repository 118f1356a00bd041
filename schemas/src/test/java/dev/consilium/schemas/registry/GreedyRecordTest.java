package dev.consilium.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.management.ThreadMXBean;
import dev.consilium.avro.Image;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever may register a schema may write records that declare more than they have. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GreedyRecordTest {

    private static final long MEGABYTE = 1 << 20;

    private RegistryProxy registry;

    @BeforeEach
    void open() throws IOException {
        registry = RegistryProxy.alone();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    /** Elements without bytes: a list of them may be as long as a number can say. */
    @Test
    void shouldNotCountWithoutEnd() {
        answer(imageAnd("{\"name\": \"nulls\", \"type\": {\"type\": \"array\", \"items\": \"null\"}}"));
        byte[] record = {
            0, 0, 0, 0, 7, 2, 'a', 0, 0, 0, 0, 0, (byte) 0xec, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f, 0
        };

        assertReadOrRefused(record);
    }

    /** A content of 1 GB; one of more than 2 GB is refused for that alone. */
    @Test
    void shouldTakeNoMoreMemoryThanTheRecordHas() {
        answer(Image.getClassSchema().toString());
        byte[] record = {0, 0, 0, 0, 7, 2, 'a', (byte) 0x80, (byte) 0xa8, (byte) 0xd6, (byte) 0xb9, 0x07, 1, 2, 3};
        assertReadOrRefused(record);
        long before = allocatedBytes();

        assertThatThrownBy(() -> read(record)).isInstanceOf(SerializationException.class);

        assertThat(allocatedBytes() - before).isLessThan(50 * MEGABYTE);
    }

    private void assertReadOrRefused(byte[] record) {
        try {
            assertThat(read(record).getId()).isEqualTo("a");
        } catch (SerializationException e) {
            assertThat(e).isNotInstanceOf(RegistryUnavailableException.class);
        }
    }

    private Image read(byte[] record) {
        try (AvroSerde<Image> serde = new AvroSerde<>(Image.class)) {
            serde.configure(Map.of("schema.registry.url", registry.url()), false);
            return serde.deserializer().deserialize("images", record);
        }
    }

    private void answer(String schema) {
        registry.answering(
                200, JsonNodeFactory.instance.objectNode().put("schema", schema).toString());
    }

    /** The schema of images with one field more. */
    private static String imageAnd(String field) {
        String image = SchemaText.withoutJavaProperties(Image.getClassSchema());
        String more =
                image.substring(0, image.lastIndexOf(']')) + "," + field + image.substring(image.lastIndexOf(']'));
        return new Schema.Parser().parse(more).toString();
    }

    private static long allocatedBytes() {
        return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getCurrentThreadAllocatedBytes();
    }
}
