package dev.consilium.specialist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.consilium.avro.Artifact;
import dev.consilium.avro.ClassLabel;
import dev.consilium.avro.GoldenExample;
import dev.consilium.avro.Input;
import dev.consilium.avro.Signature;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.avro.TopicArtifact;
import dev.consilium.avro.UriArtifact;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;

/**
 * A manifest as JSON that a person can read and compare: fields in the record's order, maps sorted, two blanks of indentation, one line
 * feed at each end of line. Equal manifests give equal text.
 */
final class ManifestWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final DefaultIndenter TWO_BLANKS = new DefaultIndenter("  ", "\n");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ManifestWriter() {}

    /** Writes the golden examples' images into the folder, and gives the text of the manifest. */
    static String write(Path folder, SpecialistVersion manifest) throws IOException {
        ObjectNode json = JSON.objectNode();
        json.put("specialist", manifest.getSpecialist());
        json.put("version", manifest.getVersion());
        ArrayNode classes = json.putArray("classes");
        for (ClassLabel label : manifest.getClasses()) {
            classes.addObject().put("index", label.getIndex()).put("name", label.getName());
        }
        json.set("input", input(manifest.getInput()));
        json.set("artifact", artifact(manifest.getArtifact()));
        json.set("golden", golden(folder, manifest.getGolden()));
        json.put("tolerance", manifest.getTolerance());
        ObjectNode metrics = json.putObject("metrics");
        new TreeMap<>(manifest.getMetrics()).forEach(metrics::put);
        ObjectNode recipe = json.putObject("recipe");
        new TreeMap<>(manifest.getRecipe()).forEach(recipe::put);
        json.put("createdAt", manifest.getCreatedAt().toString());
        Signature signature = manifest.getSignature();
        if (signature != null) {
            byte[] bytes = new byte[signature.getEd25519().remaining()];
            signature.getEd25519().duplicate().get(bytes);
            json.putObject("signature")
                    .put("keyId", signature.getKeyId())
                    .put("ed25519", Base64.getEncoder().encodeToString(bytes));
        }
        return text(json);
    }

    private static ObjectNode input(Input input) {
        ObjectNode json = JSON.objectNode();
        json.put("height", input.getHeight());
        json.put("width", input.getWidth());
        json.put("channels", input.getChannels());
        json.set("mean", floats(input.getMean()));
        json.set("std", floats(input.getStd()));
        json.put("resize", input.getResize());
        return json;
    }

    private static ObjectNode artifact(Artifact artifact) {
        ObjectNode json = JSON.objectNode();
        json.put("sha256", artifact.getSha256());
        json.put("sizeBytes", artifact.getSizeBytes());
        if (artifact.getLocation() instanceof TopicArtifact topic) {
            json.putObject("location")
                    .put("chunks", topic.getChunks())
                    .put("chunkBytes", topic.getChunkBytes())
                    .put("firstOffsetHint", topic.getFirstOffsetHint());
        } else if (artifact.getLocation() instanceof UriArtifact uri) {
            json.putObject("location").put("uri", uri.getUri());
        }
        return json;
    }

    private static ArrayNode golden(Path folder, List<GoldenExample> golden) throws IOException {
        GoldenFiles.clear(folder);
        ArrayNode json = JSON.arrayNode();
        for (int i = 0; i < golden.size(); i++) {
            GoldenExample example = golden.get(i);
            String name = GoldenFiles.name(i, example);
            GoldenFiles.write(folder, name, example);
            ObjectNode entry = json.addObject();
            entry.put("file", name);
            entry.put("contentType", example.getContentType());
            entry.set("probabilities", floats(example.getProbabilities()));
        }
        return json;
    }

    private static ArrayNode floats(List<Float> values) {
        ArrayNode json = JSON.arrayNode();
        values.forEach(json::add);
        return json;
    }

    private static String text(ObjectNode json) throws JsonProcessingException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(TWO_BLANKS)
                .withArrayIndenter(TWO_BLANKS);
        return MAPPER.writer(printer).writeValueAsString(json) + "\n";
    }
}
