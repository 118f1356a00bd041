package dev.consilium.specialist;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The fields of one JSON object of a manifest. Each error names the field's path, what it holds and what would be right. */
final class JsonFields {

    private final String path;
    private final JsonNode object;
    private final Set<String> known = new HashSet<>();

    private JsonFields(String path, JsonNode object) throws InvalidPackageException {
        if (!object.isObject()) {
            throw new InvalidPackageException("manifest" + (path.isEmpty() ? "" : " field " + path)
                    + " is not a JSON object: " + shortened(object));
        }
        this.path = path;
        this.object = object;
    }

    static JsonFields of(JsonNode root) throws InvalidPackageException {
        return new JsonFields("", root);
    }

    boolean has(String field) {
        known.add(field);
        return object.hasNonNull(field);
    }

    String text(String field) throws InvalidPackageException {
        return require(field, JsonFields::isText, "a string").textValue();
    }

    int integer(String field) throws InvalidPackageException {
        return require(field, node -> node.isIntegralNumber() && node.canConvertToInt(), "a whole number")
                .intValue();
    }

    long whole(String field) throws InvalidPackageException {
        return require(field, node -> node.isIntegralNumber() && node.canConvertToLong(), "a whole number")
                .longValue();
    }

    float number(String field, float ifAbsent) throws InvalidPackageException {
        return has(field) ? require(field, JsonFields::isFloat, "a number").floatValue() : ifAbsent;
    }

    Instant instant(String field) throws InvalidPackageException {
        String text = text(field);
        try {
            // To milliseconds, as the record has it; what does not fit into a long is no time of a version.
            return Instant.ofEpochMilli(Instant.parse(text).toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            throw wrong(field, object.get(field), "a time such as 2026-01-31T12:00:00Z");
        }
    }

    byte[] base64(String field) throws InvalidPackageException {
        try {
            return Base64.getDecoder().decode(text(field));
        } catch (IllegalArgumentException e) {
            throw wrong(field, object.get(field), "Base64");
        }
    }

    JsonFields object(String field) throws InvalidPackageException {
        return new JsonFields(path(field), require(field, JsonNode::isObject, "an object"));
    }

    List<JsonFields> objects(String field) throws InvalidPackageException {
        List<JsonFields> objects = new ArrayList<>();
        for (JsonNode element : require(field, JsonNode::isArray, "an array")) {
            objects.add(new JsonFields(path(field) + "[" + objects.size() + "]", element));
        }
        return objects;
    }

    List<JsonFields> objectsIfAny(String field) throws InvalidPackageException {
        return has(field) ? objects(field) : List.of();
    }

    /** Absent: none. */
    List<Float> floats(String field) throws InvalidPackageException {
        List<Float> floats = new ArrayList<>();
        if (has(field)) {
            for (JsonNode element : require(field, JsonNode::isArray, "an array of numbers")) {
                if (!isFloat(element)) {
                    throw wrong(field, object.get(field), "an array of numbers");
                }
                floats.add(element.floatValue());
            }
        }
        return floats;
    }

    /** Absent: none. */
    Map<String, Double> numbersByName(String field) throws InvalidPackageException {
        Map<String, Double> numbers = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : entries(field)) {
            if (!entry.getValue().isNumber()
                    || !Double.isFinite(entry.getValue().doubleValue())) {
                throw wrong(field + "." + entry.getKey(), entry.getValue(), "a number");
            }
            numbers.put(entry.getKey(), entry.getValue().doubleValue());
        }
        return numbers;
    }

    /** Absent: none. */
    Map<String, String> textsByName(String field) throws InvalidPackageException {
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : entries(field)) {
            if (!isText(entry.getValue())) {
                throw wrong(field + "." + entry.getKey(), entry.getValue(), "a string");
            }
            texts.put(entry.getKey(), entry.getValue().textValue());
        }
        return texts;
    }

    /** Refuses fields that nobody has asked for: a misspelt one would be ignored in silence. */
    void requireNothingElse() throws InvalidPackageException {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (!known.contains(entry.getKey())) {
                throw new InvalidPackageException(
                        "manifest has an unknown field " + path(entry.getKey()) + ": known here are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
    }

    private Set<Map.Entry<String, JsonNode>> entries(String field) throws InvalidPackageException {
        return has(field) ? require(field, JsonNode::isObject, "an object").properties() : Set.of();
    }

    private JsonNode require(String field, Predicate<JsonNode> right, String expected) throws InvalidPackageException {
        if (!has(field)) {
            throw new InvalidPackageException("manifest field " + path(field) + " is missing: it must be " + expected);
        }
        JsonNode value = object.get(field);
        if (!right.test(value)) {
            throw wrong(field, value, expected);
        }
        return value;
    }

    private InvalidPackageException wrong(String field, JsonNode value, String expected) {
        return new InvalidPackageException(
                "manifest field " + path(field) + " is " + shortened(value) + ": it must be " + expected);
    }

    private String path(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    /** JSON can have halves of characters, which would be lost on the way through a topic. */
    private static boolean isText(JsonNode value) {
        return value.isTextual() && StandardCharsets.UTF_8.newEncoder().canEncode(value.textValue());
    }

    /** JSON has larger ones. */
    private static boolean isFloat(JsonNode value) {
        return value.isNumber() && Float.isFinite(value.floatValue());
    }

    private static String shortened(JsonNode value) {
        String text = value.toString();
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }
}
