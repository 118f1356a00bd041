package dev.consilium.specialist;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.consilium.avro.Artifact;
import dev.consilium.avro.ClassLabel;
import dev.consilium.avro.GoldenExample;
import dev.consilium.avro.Input;
import dev.consilium.avro.Signature;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.avro.TopicArtifact;
import dev.consilium.avro.UriArtifact;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link ManifestWriter} writes, or a person wrote by hand; what it does not know it refuses, with the field's path. */
final class ManifestReader {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ManifestReader() {}

    /** @throws InvalidPackageException if the text is no manifest, or a golden example's image is missing */
    static SpecialistVersion read(Path folder, String text) throws IOException {
        JsonFields json = JsonFields.of(parse(folder, text));
        SpecialistVersion manifest = SpecialistVersion.newBuilder()
                .setSpecialist(json.text("specialist"))
                .setVersion(json.text("version"))
                .setClasses(classes(json.objects("classes")))
                .setInput(input(json.object("input")))
                .setArtifact(artifact(json.object("artifact")))
                .setGolden(golden(folder, json.objectsIfAny("golden")))
                .setTolerance(json.number("tolerance", ManifestCheck.DEFAULT_TOLERANCE))
                .setMetrics(json.numbersByName("metrics"))
                .setRecipe(json.textsByName("recipe"))
                .setCreatedAt(json.instant("createdAt"))
                .setSignature(json.has("signature") ? signature(json.object("signature")) : null)
                .build();
        json.requireNothingElse();
        return manifest;
    }

    private static JsonNode parse(Path folder, String text) throws InvalidPackageException {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new InvalidPackageException(
                    folder.resolve(SpecialistPackage.MANIFEST_FILE) + " is not JSON: " + e.getOriginalMessage()
                            + " (line " + e.getLocation().getLineNr() + ")",
                    e);
        }
    }

    private static List<ClassLabel> classes(List<JsonFields> classes) throws InvalidPackageException {
        List<ClassLabel> labels = new ArrayList<>();
        for (JsonFields json : classes) {
            labels.add(new ClassLabel(json.integer("index"), json.text("name")));
            json.requireNothingElse();
        }
        return labels;
    }

    private static Input input(JsonFields json) throws InvalidPackageException {
        Input input = Input.newBuilder()
                .setHeight(json.integer("height"))
                .setWidth(json.integer("width"))
                .setChannels(json.has("channels") ? json.integer("channels") : InputShape.CHANNELS)
                .setMean(json.floats("mean"))
                .setStd(json.floats("std"))
                .setResize(json.has("resize") ? json.text("resize") : ManifestCheck.BILINEAR)
                .build();
        json.requireNothingElse();
        return input;
    }

    private static Artifact artifact(JsonFields json) throws InvalidPackageException {
        Artifact artifact = new Artifact(
                json.text("sha256"),
                json.whole("sizeBytes"),
                json.has("location")
                        ? location(json.object("location"))
                        : new UriArtifact(SpecialistPackage.MODEL_FILE));
        json.requireNothingElse();
        return artifact;
    }

    private static Object location(JsonFields json) throws InvalidPackageException {
        Object location = json.has("uri")
                ? new UriArtifact(json.text("uri"))
                : new TopicArtifact(
                        json.integer("chunks"),
                        json.integer("chunkBytes"),
                        json.has("firstOffsetHint") ? json.whole("firstOffsetHint") : -1L);
        json.requireNothingElse();
        return location;
    }

    private static List<GoldenExample> golden(Path folder, List<JsonFields> golden) throws IOException {
        List<GoldenExample> examples = new ArrayList<>();
        for (JsonFields json : golden) {
            examples.add(new GoldenExample(
                    GoldenFiles.read(folder, json.text("file")),
                    json.text("contentType"),
                    json.floats("probabilities")));
            json.requireNothingElse();
        }
        return examples;
    }

    private static Signature signature(JsonFields json) throws InvalidPackageException {
        Signature signature = new Signature(json.text("keyId"), ByteBuffer.wrap(json.base64("ed25519")));
        json.requireNothingElse();
        return signature;
    }
}
