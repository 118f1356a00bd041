package dev.consilium.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consilium.avro.Confidence;
import dev.consilium.avro.Image;
import dev.consilium.avro.Outcome;
import dev.consilium.avro.Prediction;
import dev.consilium.stack.SharedStack;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

/** Programs of other versions write with older and newer schemas than ours. */
class EvolutionIT {

    private static final String REGISTRY = SharedStack.get().schemaRegistryUrl();

    private final RegistryClient registry =
            new RegistryClient(new RegistryHttp(new AvroSerdeConfig(Map.of("schema.registry.url", REGISTRY))), false);

    @Test
    void shouldReadAnOlderWriterWithDefaults() throws Exception {
        // Given
        Schema older = parse("{'type':'record','name':'Image','namespace':'dev.consilium.avro','fields':["
                + "{'name':'id','type':'string'},{'name':'content','type':'bytes'}]}");
        byte[] record = write(
                "evolution-older",
                new GenericRecordBuilder(older)
                        .set("id", "a")
                        .set("content", ByteBuffer.wrap(new byte[] {1, 2}))
                        .build());

        // When
        Image image = read(Image.class, record);

        // Then
        assertThat(image)
                .isEqualTo(Image.newBuilder()
                        .setId("a")
                        .setContent(ByteBuffer.wrap(new byte[] {1, 2}))
                        .build());
    }

    @Test
    void shouldReadANewerWriterWithoutWhatItDoesNotKnow() throws Exception {
        // Given
        Schema newer = changed(
                Image.getClassSchema(),
                text -> text.replace(
                        "\"fields\":[", "\"fields\":[{\"name\":\"camera\",\"type\":\"string\",\"default\":\"\"},"));
        GenericRecord image = new GenericRecordBuilder(newer)
                .set("camera", "front")
                .set("id", "a")
                .set("content", ByteBuffer.wrap(new byte[] {1, 2}))
                .build();

        // When
        Image read = read(Image.class, write("evolution-newer", image));

        // Then
        assertThat(read.getId()).isEqualTo("a");
        assertThat(read.getContent()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
    }

    @Test
    void shouldReadFieldsInAnotherOrder() throws Exception {
        // Given
        Schema turned = parse("{'type':'record','name':'Image','namespace':'dev.consilium.avro','fields':["
                + "{'name':'attributes','type':{'type':'map','values':'string'}},"
                + "{'name':'content','type':'bytes'},{'name':'id','type':'string'}]}");
        GenericRecord image = new GenericRecordBuilder(turned)
                .set("attributes", Map.of("label", "cat"))
                .set("content", ByteBuffer.wrap(new byte[] {1}))
                .set("id", "a")
                .build();

        // When
        Image read = read(Image.class, write("evolution-order", image));

        // Then
        assertThat(read.getId()).isEqualTo("a");
        assertThat(read.getAttributes()).containsEntry("label", "cat");
    }

    @Test
    void shouldReadASymbolThatItDoesNotKnowAsTheDefault() throws Exception {
        // Given
        Schema newer = changed(
                Prediction.getClassSchema(), text -> text.replace("\"ABSTAINED\"]", "\"ABSTAINED\",\"POSTPONED\"]"));
        Prediction decided = Samples.prediction();
        GenericRecord prediction = (GenericRecord) new GenericDatumReader<>(Prediction.getClassSchema(), newer)
                .read(null, DecoderFactory.get().binaryDecoder(avro(Prediction.getClassSchema(), decided), null));
        prediction.put(
                "outcome", new GenericData.EnumSymbol(newer.getField("outcome").schema(), "POSTPONED"));

        // When
        Prediction read = read(Prediction.class, write("evolution-symbol", prediction));

        // Then
        assertThat(read.getOutcome()).isEqualTo(Outcome.DECIDED);
        assertThat(read.getConsultation()).isEqualTo(decided.getConsultation());
    }

    @Test
    void shouldBeReadableByAnOlderReader() throws Exception {
        // Given
        Schema older = parse("{'type':'record','name':'Prediction','namespace':'dev.consilium.avro','fields':["
                + "{'name':'className','type':'string'}]}");
        byte[] record = AvroSerdes.of(Prediction.class, Map.of("schema.registry.url", REGISTRY))
                .serializer()
                .serialize("evolution-reader", Samples.prediction());

        // When
        Schema writer = registry.schema(ByteBuffer.wrap(record, 1, 4).getInt());
        GenericRecord read = new GenericDatumReader<GenericRecord>(writer, older)
                .read(null, DecoderFactory.get().binaryDecoder(record, 5, record.length - 5, null));

        // Then
        assertThat(read.get("className")).hasToString("cat");
    }

    @Test
    void shouldRefuseAWriterThatLacksWhatHasNoDefault() throws Exception {
        // Given
        Schema other = parse("{'type':'record','name':'Image','namespace':'dev.consilium.avro','fields':["
                + "{'name':'id','type':'string'}]}");
        byte[] record = write(
                "evolution-lacks",
                new GenericRecordBuilder(other).set("id", "a").build());

        // When
        assertThatThrownBy(() -> read(Image.class, record))

                // Then
                .isInstanceOf(SerializationException.class)
                .isNotInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("topic evolution")
                .hasMessageContaining("content");
    }

    @Test
    void shouldWriteWithTheLatestSchemaOfTheSubject() throws Exception {
        // Given
        Schema latest = parse("{'type':'record','name':'Image','namespace':'dev.consilium.avro','fields':["
                + "{'name':'content','type':'bytes'},{'name':'id','type':'string'},"
                + "{'name':'camera','type':'string','default':'none'}]}");
        int id = registry.register("evolution-latest-value", latest.toString());

        // When
        byte[] record = AvroSerdes.of(
                        Image.class,
                        Map.of(
                                "schema.registry.url",
                                REGISTRY,
                                "auto.register.schemas",
                                false,
                                "use.latest.version",
                                true))
                .serializer()
                .serialize("evolution-latest", Samples.image());

        // Then
        assertThat(ByteBuffer.wrap(record, 1, 4).getInt()).isEqualTo(id);
        GenericRecord read = new GenericDatumReader<GenericRecord>(latest)
                .read(null, DecoderFactory.get().binaryDecoder(record, 5, record.length - 5, null));
        assertThat(read.get("camera")).hasToString("none");
        assertThat(read.get("id")).hasToString(Samples.image().getId());
        assertThat(read.get("content")).isEqualTo(Samples.image().getContent());
    }

    @Test
    void shouldReadASchemaThatRefersToAnother() throws Exception {
        // Given
        String confidence = SchemaText.withoutJavaProperties(Confidence.getClassSchema());
        String nested = confidence.replace("\"namespace\":\"dev.consilium.avro\",", "");
        String whole = SchemaText.withoutJavaProperties(Prediction.getClassSchema());
        assertThat(whole).contains(nested);
        registry.register("evolution-referred", confidence);
        JsonNode registered = post(
                "/subjects/evolution-referring-value/versions",
                new ObjectMapper()
                        .writeValueAsString(Map.of(
                                "schema",
                                whole.replace(nested, "\"Confidence\""),
                                "references",
                                List.of(Map.of(
                                        "name",
                                        "dev.consilium.avro.Confidence",
                                        "subject",
                                        "evolution-referred",
                                        "version",
                                        1)))));
        byte[] record = AvroSerdes.of(Prediction.class, Map.of("schema.registry.url", REGISTRY))
                .serializer()
                .serialize("evolution-whole", Samples.prediction());
        ByteBuffer.wrap(record, 1, 4).putInt(registered.get("id").asInt());

        // When
        Prediction read = read(Prediction.class, record);

        // Then
        assertThat(read).isEqualTo(Samples.prediction());
    }

    private static JsonNode post(String path, String json) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(REGISTRY + path))
                                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                                .POST(HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new ObjectMapper().readTree(response.body());
    }

    private byte[] write(String topic, GenericRecord record) throws Exception {
        int id = registry.register(topic + "-value", record.getSchema().toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WireFormat.writeHeader(out, id);
        out.writeBytes(avro(record.getSchema(), record));
        return out.toByteArray();
    }

    private static byte[] avro(Schema schema, Object record) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        GenericData data = record instanceof GenericRecord && !(record instanceof Prediction)
                ? GenericData.get()
                : Samples.prediction().getSpecificData();
        new GenericDatumWriter<>(schema, data).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static <T extends SpecificRecord> T read(Class<T> type, byte[] record) {
        return AvroSerdes.of(type, Map.of("schema.registry.url", REGISTRY))
                .deserializer()
                .deserialize("evolution", record);
    }

    private static Schema parse(String json) {
        return new Schema.Parser().parse(json.replace('\'', '"'));
    }

    private static Schema changed(Schema schema, UnaryOperator<String> change) {
        String before = SchemaText.withoutJavaProperties(schema);
        String after = change.apply(before);
        assertThat(List.of(before)).doesNotContain(after);
        return new Schema.Parser().parse(after);
    }
}
