package dev.consilium.streams.topology;

import dev.consilium.avro.ClassLabel;
import dev.consilium.avro.Image;
import dev.consilium.avro.Input;
import dev.consilium.schemas.registry.AvroSerdes;
import dev.consilium.specialist.corpus.Corpus;
import dev.consilium.specialist.corpus.Kind;
import dev.consilium.specialist.corpus.Outcome;
import dev.consilium.streams.fixture.TestImages;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;

/** Every kind of record that the topic of images may bring: images of the corpus, and what is wrong or odd about records. */
final class RecordKinds {

    /** Where Avro begins: behind a zero and the schema's id. */
    private static final int HEADER = 5;

    private static final int HALF_AN_HOUR = 30 * 60 * 1000;

    private final String topic;
    private final String schemaRegistryUrl;
    private final TestImages images;
    private final byte[] good;
    private final List<RecordKind> kinds = new ArrayList<>();

    private RecordKinds(String topic, String schemaRegistryUrl, TestImages images) {
        this.topic = topic;
        this.schemaRegistryUrl = schemaRegistryUrl;
        this.images = images;
        this.good = images.bytes(TestImages.noise("good", 1));
    }

    static List<RecordKind> of(String topic, String schemaRegistryUrl, TestImages images) {
        RecordKinds all = new RecordKinds(topic, schemaRegistryUrl, images);
        all.images();
        all.wire();
        all.avro();
        all.carried();
        all.tooLarge();
        return all.kinds;
    }

    private void images() {
        for (Kind kind : Corpus.kinds()) {
            Map<String, ProducerRecord<byte[], byte[]>> records = new LinkedHashMap<>();
            kind.samples().forEach((name, image) -> records.put(name, record(images.bytes(image))));
            kinds.add(new RecordKind(kind.input(), kind.outcome(), records));
        }
    }

    private void wire() {
        Map<String, byte[]> none = new LinkedHashMap<>();
        none.put("a tombstone", null);
        refuse("A record without a value", "The record has no value: an image is needed", none);

        Map<String, byte[]> shorter = new LinkedHashMap<>();
        for (int length = 0; length < HEADER; length++) {
            shorter.put(length + " bytes", new byte[length]);
        }
        String advice = ": was it written without the schema registry's serializer?";
        refuse(
                "A record of fewer than 5 bytes",
                "topic …: a record of N bytes is no Avro record in Confluent's wire format, which has at least N"
                        + advice,
                shorter);

        Map<String, byte[]> otherMagic = new LinkedHashMap<>();
        otherMagic.put("text", utf8("no avro at all"));
        otherMagic.put("JSON", utf8("{\"id\": \"a\", \"content\": \"\"}"));
        otherMagic.put("an image file", TestImages.encoded("jpg", 1));
        otherMagic.put("Avro without a registry", new byte[] {(byte) 0xC3, 1, 0, 0, 0, 0, 0, 0, 0, 0});
        otherMagic.put("an Avro file", utf8("Obj\u0001 and so on"));
        otherMagic.put("magic byte 1", with(good, 0, 1));
        refuse(
                "A record that does not begin with 0",
                "topic …: the record begins with byte N instead of 0, so it is no Avro record in Confluent's wire format"
                        + advice,
                otherMagic);

        Map<String, byte[]> negative = new LinkedHashMap<>();
        negative.put("schema id -1", ByteBuffer.wrap(good.clone()).putInt(1, -1).array());
        negative.put(
                "schema id -2^31",
                ByteBuffer.wrap(good.clone()).putInt(1, Integer.MIN_VALUE).array());
        refuse(
                "A record with a negative schema id",
                "topic …: the record names the schema id N, and no registry gives negative ids" + advice,
                negative);

        Map<String, byte[]> unknown = new LinkedHashMap<>();
        for (int id : new int[] {0, 987_654, Integer.MAX_VALUE}) {
            unknown.put(
                    "schema id " + id,
                    ByteBuffer.wrap(good.clone()).putInt(1, id).array());
        }
        unknown.put("5 zeros", new byte[HEADER]);
        refuse(
                "A record whose schema id the registry does not know",
                "topic …, schema id N: was the record written with another registry? the schema is not to be had…",
                unknown);
    }

    private void avro() {
        Map<String, byte[]> others = new LinkedHashMap<>();
        others.put("a class label", other(ClassLabel.class, new ClassLabel(1, "bird")));
        others.put(
                "an input",
                other(Input.class, Input.newBuilder().setHeight(3).setWidth(3).build()));
        refuse(
                "A record of another schema",
                unreadable("…Found dev.consilium.avro.…, expecting dev.consilium.avro.Image…"),
                others);

        Map<String, byte[]> cut = new LinkedHashMap<>();
        for (int i = 0; i < 12; i++) {
            int length = HEADER + (good.length - 1 - HEADER) * i / 11;
            cut.put("the first " + length + " of " + good.length + " bytes", Arrays.copyOf(good, length));
        }
        refuse("A record that is cut", unreadable("it ends in the middle (N bytes)"), cut);

        Map<String, byte[]> longer = new LinkedHashMap<>();
        longer.put("a zero more", Arrays.copyOf(good, good.length + 1));
        longer.put(
                "twice",
                ByteBuffer.allocate(2 * good.length).put(good).put(good).array());
        refuse("A record with bytes behind its end", unreadable("bytes are left after its end"), longer);

        Map<String, byte[]> hostile = new LinkedHashMap<>();
        hostile.put("a content of 2^31 - 1 bytes", tail(0, 0xfe, 0xff, 0xff, 0xff, 0x0f));
        hostile.put("a content of 2^31 - 9 bytes", tail(0, 0xee, 0xff, 0xff, 0xff, 0x0f));
        hostile.put("a content of -1 bytes", tail(0, 1));
        hostile.put("an id of 1.5 GB", tail(0x80, 0xbc, 0xa2, 0xca, 0x0b, 'a'));
        hostile.put("2^31 - 1 attributes", tail(0, 0, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff, 0x0f, 2, 'a', 2, 'b'));
        hostile.put("a content type of a kind that is not there", tail(0, 0, 8, 0, 0, 0));
        hostile.put("a number of 11 bytes", tail(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff));
        refuse("A record that declares what it cannot have", unreadable("…"), hostile);
    }

    private void carried() {
        Map<String, Image> ids = new LinkedHashMap<>();
        ids.put("an empty id", image("", Map.of()));
        ids.put("an id of 100,000 letters", image("x".repeat(100_000), Map.of()));
        ids.put("an id of signs", image("\0\n\u202e\ud83d\ude00' OR 1=1 --<script>", Map.of()));
        ids.put("1000 attributes", image("many", thousand()));
        ids.put("an attribute without a name", image("nameless", Map.of("", "")));
        ids.put("a label of no class", image("label", Map.of("label", "no such class")));
        ids.put("an attribute of 100,000 letters", image("long", Map.of("a", "x".repeat(100_000))));
        Map<String, ProducerRecord<byte[], byte[]>> records = new LinkedHashMap<>();
        ids.forEach((name, image) -> records.put(name, record(images.bytes(image))));
        accept("Any id and any attributes that fit into a prediction: carried to it", records);

        Map<String, ProducerRecord<byte[], byte[]>> keys = new LinkedHashMap<>();
        keys.put("no key", new ProducerRecord<>(topic, 0, null, good));
        keys.put("an empty key", new ProducerRecord<>(topic, 0, new byte[0], good));
        keys.put("a key that is no text", new ProducerRecord<>(topic, 0, new byte[] {-1, -2, 0}, good));
        keys.put("a key of 100,000 bytes", new ProducerRecord<>(topic, 0, new byte[100_000], good));
        accept("Any key, or none", keys);

        Map<String, ProducerRecord<byte[], byte[]>> headers = new LinkedHashMap<>();
        headers.put("a header without a value", headed("empty", null, 1));
        headers.put("a header without a name", headed("", new byte[] {1}, 1));
        headers.put("500 headers", headed("again", new byte[] {1}, 500));
        headers.put("a header of 100,000 bytes", headed("long", new byte[100_000], 1));
        headers.put("a dead letter's headers", headed("__streams.errors.message", utf8("not this one"), 1));
        headers.put("a trace that is none", headed("traceparent", new byte[] {-1, 0}, 1));
        accept("Any headers: carried", headers);

        Map<String, ProducerRecord<byte[], byte[]>> times = new LinkedHashMap<>();
        times.put("in 1970", new ProducerRecord<>(topic, 0, 0L, null, good));
        times.put(
                "in half an hour",
                new ProducerRecord<>(topic, 0, System.currentTimeMillis() + HALF_AN_HOUR, null, good));
        accept("Any timestamp that the broker takes", times);
    }

    private void tooLarge() {
        byte[] much = new byte[1_500_000];
        String text = "x".repeat(much.length);
        Map<String, ProducerRecord<byte[], byte[]>> records = new LinkedHashMap<>();
        records.put("an id of 1.5 MB", record(images.bytes(image(text, Map.of()))));
        records.put("an attribute of 1.5 MB", record(images.bytes(image("fat", Map.of("fat", text)))));
        records.put("a key of 1.5 MB", new ProducerRecord<>(topic, 0, much, good));
        records.put("a header of 1.5 MB", headed("fat", much, 1));
        kinds.add(new RecordKind(
                "An id, attributes, a key or headers with which a prediction would exceed a record",
                new Outcome.Refused(
                        "OutcomeTooLargeException",
                        "The prediction has N bytes, a record may have N: send smaller attributes or headers, or raise the limit"),
                records));
    }

    private void refuse(String input, String reason, Map<String, byte[]> values) {
        Map<String, ProducerRecord<byte[], byte[]>> records = new LinkedHashMap<>();
        values.forEach((name, value) -> records.put(name, record(value)));
        kinds.add(new RecordKind(input, new Outcome.Refused("SerializationException", reason), records));
    }

    private void accept(String input, Map<String, ProducerRecord<byte[], byte[]>> records) {
        kinds.add(new RecordKind(input, new Outcome.Answered(), records));
    }

    private ProducerRecord<byte[], byte[]> record(byte[] value) {
        return new ProducerRecord<>(topic, 0, utf8("key"), value);
    }

    private ProducerRecord<byte[], byte[]> headed(String name, byte[] value, int times) {
        ProducerRecord<byte[], byte[]> record = record(good);
        for (int i = 0; i < times; i++) {
            record.headers().add(name, value);
        }
        return record;
    }

    private <T extends SpecificRecord> byte[] other(Class<T> type, T record) {
        try (Serde<T> serde = AvroSerdes.of(type, Map.of("schema.registry.url", schemaRegistryUrl))) {
            return serde.serializer().serialize("bad-input-" + type.getSimpleName(), record);
        }
    }

    /** The header of a good record, and another rest. */
    private byte[] tail(int... bytes) {
        byte[] record = Arrays.copyOf(good, HEADER + bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            record[HEADER + i] = (byte) bytes[i];
        }
        return record;
    }

    private static String unreadable(String why) {
        return "topic …, schema id N: the record cannot be read as dev.consilium.avro.Image: " + why;
    }

    private static Image image(String id, Map<String, String> attributes) {
        return new Image(id, TestImages.noise(id, 1).getContent(), "image/x-rgb8", 32, 32, attributes);
    }

    private static Map<String, String> thousand() {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) {
            attributes.put("attribute " + i, "value " + i);
        }
        return attributes;
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] copy = bytes.clone();
        copy[at] = (byte) value;
        return copy;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
