package dev.consilium.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** The text under which a schema is registered: one text per schema, whatever the language of the client, so that all share one id. */
final class SchemaText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SchemaText() {}

    /** Minified, without {@code avro.java.string}, which Java's generated classes alone have in their schema. */
    static String withoutJavaProperties(Schema schema) {
        try {
            JsonNode tree = JSON.readTree(schema.toString());
            removeJavaString(tree);
            return new Schema.Parser().parse(tree.toString()).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Avro printed a schema that is no JSON: " + schema.getFullName(), e);
        }
    }

    private static void removeJavaString(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(GenericData.STRING_PROP);
        }
        node.forEach(SchemaText::removeJavaString);
    }
}
