package dev.consilium.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consilium.avro.Image;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records whose writer has registered a schema that is meant to do harm: everybody who may write images can. */
class HostileSchemaTest {

    private static final String GADGET = "dev.consilium.schemas.registry.Gadget";

    /** An image whose fields ask for the class in all ways that Avro's Java has. */
    private static final String ARMED = """
            {"type":"record","name":"Image","namespace":"dev.consilium.avro","java-class":"GADGET","fields":[
             {"name":"id","type":{"type":"string","java-class":"GADGET","avro.java.string":"String"}},
             {"name":"content","type":{"type":"bytes","java-class":"GADGET"}},
             {"name":"attributes","type":{"type":"map","java-class":"GADGET","java-key-class":"GADGET",
              "values":{"type":"string","java-class":"GADGET"}}},
             {"name":"more","type":{"type":"array","java-class":"GADGET","java-element-class":"GADGET",
              "items":{"type":"string","java-class":"GADGET"}}},
             {"name":"gadget","type":{"type":"record","name":"Gadget","namespace":"dev.consilium.schemas.registry",
              "fields":[{"name":"text","type":"string"}]}}]}
            """.replace("GADGET", GADGET);

    private final RegistryProxy registry = RegistryProxy.alone();

    HostileSchemaTest() throws IOException {}

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void shouldMakeNoClassThatTheWritersSchemaNames() throws Exception {
        // Given
        Schema schema = new Schema.Parser().parse(ARMED);
        GenericRecord gadget = new GenericData.Record(schema.getField("gadget").schema());
        gadget.put("text", "x");
        GenericRecord image = new GenericData.Record(schema);
        image.put("id", "armed");
        image.put("content", ByteBuffer.wrap(new byte[] {1}));
        image.put("attributes", Map.of("label", "cat"));
        image.put("more", List.of("y"));
        image.put("gadget", gadget);

        // When
        Image read = read(schema, binary(schema, image));

        // Then
        assertThat(read.getId()).isEqualTo("armed");
        assertThat(read.getAttributes()).containsExactly(Map.entry("label", "cat"));
        assertThat(Gadget.Harm.DONE).as("harm done").hasValue(0);
    }

    @Test
    void shouldTrustNoClassButOurRecordsWhoeverReadsWithWhatSchema() throws Exception {
        // Given: not our reader, but one that takes the writer's schema for its own
        Schema schema = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"" + GADGET
                        + "\",\"fields\":[{\"name\":\"text\",\"type\":{\"type\":\"string\",\"java-class\":\"" + GADGET
                        + "\"}}]}");
        GenericRecord record = new GenericData.Record(schema);
        record.put("text", "x");
        byte[] bytes = binary(schema, record);

        // When
        assertThatThrownBy(() -> new SpecificDatumReader<>(
                                schema, schema, new SpecificData(getClass().getClassLoader()))
                        .read(null, DecoderFactory.get().binaryDecoder(bytes, null)))

                // Then
                .isInstanceOf(SecurityException.class)
                .hasMessageContaining(GADGET);
        assertThat(Gadget.Harm.DONE).as("harm done").hasValue(0);
    }

    @Test
    void shouldRefuseARecordThatIsNestedWithoutEnd() throws Exception {
        // Given: a field that we do not know, nested half a million times
        Schema schema = new Schema.Parser()
                .parse("{\"type\":\"record\",\"name\":\"Image\",\"namespace\":\"dev.consilium.avro\",\"fields\":["
                        + "{\"name\":\"id\",\"type\":\"string\"},"
                        + "{\"name\":\"content\",\"type\":\"bytes\"},"
                        + "{\"name\":\"deep\",\"type\":{\"type\":\"record\",\"name\":\"Deep\",\"fields\":["
                        + "{\"name\":\"deeper\",\"type\":[\"null\",\"Deep\"]}]}}]}");
        byte[] deep = new byte[500_004];
        Arrays.fill(deep, (byte) 2); // each is "another one"
        deep[0] = 2; // the id has one character
        deep[1] = 'x';
        deep[2] = 0; // no content
        deep[deep.length - 1] = 0;

        // When
        assertThatThrownBy(() -> read(schema, deep))

                // Then: the record is bad, and the thread lives
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("topic images, schema id 7")
                .hasMessageContaining("nested too deeply");
    }

    private Image read(Schema schema, byte[] binary) throws IOException {
        registry.answering(200, new ObjectMapper().writeValueAsString(Map.of("schema", schema.toString())));
        ByteBuffer record = ByteBuffer.allocate(5 + binary.length);
        record.put((byte) 0).putInt(7).put(binary);
        return AvroSerdes.of(Image.class, Map.of("schema.registry.url", registry.url()))
                .deserializer()
                .deserialize("images", record.array());
    }

    private static byte[] binary(Schema schema, GenericRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
