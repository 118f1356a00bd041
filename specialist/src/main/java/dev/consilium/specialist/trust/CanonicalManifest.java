package dev.consilium.specialist.trust;

import dev.consilium.avro.SpecialistVersion;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;

/**
 * What is signed: a manifest as lines of ASCII, {@code path=value} each, sorted. Neither the order of a map nor the text of
 * a floating-point number is left open, and a field that has its schema's default has no line: a signature stays valid when
 * the schema gains fields. {@code docs/trust.md} describes it byte for byte.
 */
final class CanonicalManifest {

    private static final String HEAD = "consilium-manifest-v1\n";

    /** The signature is over the rest; where the bytes lie is no part of what a version is, their digest is. */
    private static final Set<String> LEFT_OUT = Set.of("signature", "artifact.location");

    private final List<String> lines = new ArrayList<>();

    private CanonicalManifest() {}

    static byte[] bytes(SpecialistVersion manifest) {
        CanonicalManifest text = new CanonicalManifest();
        text.fields("", manifest);
        return (HEAD + String.join("", text.lines.stream().sorted().toList())).getBytes(StandardCharsets.US_ASCII);
    }

    private void fields(String prefix, IndexedRecord value) {
        for (Schema.Field field : value.getSchema().getFields()) {
            String path = prefix + field.name();
            if (!LEFT_OUT.contains(path) && !hasDefault(field, value.get(field.pos()))) {
                value(path, field.schema(), value.get(field.pos()));
            }
        }
    }

    private void value(String path, Schema schema, Object value) {
        switch (schema.getType()) {
            case RECORD -> fields(path + ".", (IndexedRecord) value);
            case ARRAY -> {
                List<?> items = (List<?>) value;
                line(path, "array " + items.size());
                for (int i = 0; i < items.size(); i++) {
                    value(path + "[" + i + "]", schema.getElementType(), items.get(i));
                }
            }
            case MAP -> {
                Map<?, ?> entries = (Map<?, ?>) value;
                line(path, "map " + entries.size());
                entries.forEach(
                        (key, item) -> value(path + "[" + quoted(key.toString()) + "]", schema.getValueType(), item));
            }
            case UNION -> {
                Schema branch = schema.getTypes().get(SpecificData.get().resolveUnion(schema, value));
                line(path, "is " + branch.getName());
                value(path, branch, value);
            }
            case STRING, ENUM -> line(path, quoted(value.toString()));
            case BYTES -> line(path, HexFormat.of().formatHex(array((ByteBuffer) value)));
            case FIXED -> line(path, HexFormat.of().formatHex(((GenericData.Fixed) value).bytes()));
            case FLOAT -> line(path, String.format("f%08x", Float.floatToIntBits((Float) value)));
            case DOUBLE -> line(path, String.format("d%016x", Double.doubleToLongBits((Double) value)));
            case LONG -> line(path, String.valueOf(value instanceof Instant at ? at.toEpochMilli() : value));
            case INT, BOOLEAN -> line(path, String.valueOf(value));
            case NULL -> {}
        }
    }

    private void line(String path, String value) {
        lines.add(path + "=" + value + "\n");
    }

    /** Compared as lines: then there is one notion of what is equal. */
    private static boolean hasDefault(Schema.Field field, Object value) {
        return field.hasDefaultValue()
                && lines(field, value).equals(lines(field, SpecificData.get().getDefaultValue(field)));
    }

    private static List<String> lines(Schema.Field field, Object value) {
        CanonicalManifest text = new CanonicalManifest();
        text.value("", field.schema(), value);
        return text.lines.stream().sorted().toList();
    }

    private static byte[] array(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** As Python's {@code json.dumps} writes text. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                default -> {
                    if (c >= ' ' && c <= '~') {
                        quoted.append(c);
                    } else {
                        quoted.append(String.format("\\u%04x", (int) c));
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
