package dev.consilium.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.consilium.schemas.registry.RegistryException.Outage;
import dev.consilium.schemas.registry.RegistryException.Refusal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** What a schema registry can be asked. Remembers nothing; safe for many threads. */
final class RegistryClient {

    /** A schema and the id that the registry gave it. */
    record Registered(int id, Schema schema) {}

    private static final int UNKNOWN_SUBJECT = 40401;
    private static final int UNKNOWN_VERSION = 40402;
    private static final int UNKNOWN_SCHEMA = 40403;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegistryHttp http;
    private final boolean normalize;

    RegistryClient(RegistryHttp http, boolean normalize) {
        this.http = http;
        this.normalize = normalize;
    }

    /** Registers {@code schema} unless it is registered. @return its id */
    int register(String subject, String schema) throws Outage, Refusal {
        return id(http.post("/subjects/" + encode(subject) + "/versions" + query(), body(schema)));
    }

    /** The id of {@code schema}, which must be registered under {@code subject}. */
    int find(String subject, String schema) throws Outage, Refusal {
        return id(http.post("/subjects/" + encode(subject) + query(), body(schema)));
    }

    /** The latest schema of {@code subject}. */
    Registered latest(String subject) throws Outage, Refusal {
        RegistryHttp.Answer answer = http.get("/subjects/" + encode(subject) + "/versions/latest");
        JsonNode json = json(answer);
        return new Registered(number(json, "id", answer), schema(json, answer));
    }

    /** Under which subjects schemas are registered. */
    List<String> subjects() throws Outage, Refusal {
        RegistryHttp.Answer answer = http.get("/subjects");
        JsonNode json = json(answer);
        if (!json.isArray()) {
            throw noRegistry(answer);
        }
        List<String> subjects = new ArrayList<>();
        json.forEach(subject -> subjects.add(subject.asText()));
        return subjects;
    }

    /** Whether {@code schema} might be registered under {@code subject}, by the subject's rule of compatibility. */
    boolean isCompatible(String subject, String schema) throws Outage, Refusal {
        RegistryHttp.Answer answer =
                http.post("/compatibility/subjects/" + encode(subject) + "/versions/latest", body(schema));
        JsonNode compatible = json(answer).path("is_compatible");
        if (!compatible.isBoolean()) {
            throw noRegistry(answer);
        }
        return compatible.asBoolean();
    }

    /** The schema that has the id {@code id}. */
    Schema schema(int id) throws Outage, Refusal {
        RegistryHttp.Answer answer = http.get("/schemas/ids/" + id);
        return schema(json(answer), answer);
    }

    private Schema schema(JsonNode json, RegistryHttp.Answer answer) throws Outage, Refusal {
        Schema.Parser parser = new Schema.Parser().setValidateDefaults(false);
        return parse(json, answer, parser, new HashSet<>());
    }

    /** Parses what {@code json} refers to before it, into the same parser. */
    private Schema parse(JsonNode json, RegistryHttp.Answer answer, Schema.Parser parser, Set<String> known)
            throws Outage, Refusal {
        String type = json.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new Refusal("the schema registry at " + answer.address() + " holds a schema of type " + type
                    + " there, not AVRO: write the topic with an Avro serializer");
        }
        for (JsonNode reference : json.path("references")) {
            String path = "/subjects/" + encode(reference.path("subject").asText()) + "/versions/"
                    + reference.path("version").asInt();
            if (known.add(path)) {
                RegistryHttp.Answer referred = http.get(path);
                parse(json(referred), referred, parser, known);
            }
        }
        String text = json.path("schema").asText("");
        if (text.isEmpty()) {
            throw noRegistry(answer);
        }
        try {
            return parser.parse(text);
        } catch (AvroRuntimeException e) {
            throw new Refusal(
                    "the schema registry at " + answer.address() + " holds a schema there that Avro cannot read ("
                            + e.getMessage() + ")",
                    e);
        }
    }

    private int id(RegistryHttp.Answer answer) throws Outage, Refusal {
        return number(json(answer), "id", answer);
    }

    private static int number(JsonNode json, String field, RegistryHttp.Answer answer) throws Outage {
        if (!json.path(field).canConvertToInt()) {
            throw noRegistry(answer);
        }
        return json.path(field).asInt();
    }

    /**
     * The answer as JSON if it is a yes. A no counts only when it is one of a registry: a 404 of some other server, say because the path in
     * schema.registry.url is wrong, must not condemn the record.
     */
    private static JsonNode json(RegistryHttp.Answer answer) throws Outage, Refusal {
        JsonNode json;
        try {
            json = JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw noRegistry(answer);
        }
        if (answer.status() == 200) {
            return json;
        }
        int code = json.path("error_code").asInt();
        boolean no = code == UNKNOWN_SUBJECT || code == UNKNOWN_VERSION || code == UNKNOWN_SCHEMA;
        if (no || answer.status() == 409 || answer.status() == 422) {
            throw new Refusal("the schema registry at " + answer.address() + " says no: "
                    + json.path("message").asText("no reason given") + " (" + code + ")");
        }
        throw noRegistry(answer);
    }

    private static Outage noRegistry(RegistryHttp.Answer answer) {
        return Outage.lasting("what answers at " + answer.address() + " (status " + answer.status()
                + ") does not speak the Confluent schema registry API: check the path in schema.registry.url"
                + " (Apicurio's is /apis/ccompat/v7)");
    }

    private String query() {
        return normalize ? "?normalize=true" : "";
    }

    private static String body(String schema) {
        return JsonNodeFactory.instance.objectNode().put("schema", schema).toString();
    }

    private static String encode(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
