package dev.consilium.specialist;

import dev.consilium.avro.ClassLabel;
import dev.consilium.avro.GoldenExample;
import dev.consilium.avro.Input;
import dev.consilium.avro.SpecialistVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What a manifest must hold so that a module can be run and its logits be read. */
final class ManifestCheck {

    /** Golden examples travel inside the manifest's record, and that must stay far below Kafka's record limit. */
    static final int MAX_GOLDEN_BYTES = 256 * 1024;

    /** Largest difference of a golden probability, where a manifest does not say: the schema has the same. */
    static final float DEFAULT_TOLERANCE = 1e-4f;

    /** The one way to bring an image to the input's size: see {@link dev.consilium.specialist.image.Resize}. */
    static final String BILINEAR = "bilinear";

    /** A name is part of Kafka keys ({@code specialist@version}) and of metric tags. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,99}");

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private ManifestCheck() {}

    static void requireUsable(SpecialistVersion manifest) {
        requireMatch("specialist", manifest.getSpecialist(), NAME, "letters, digits and . _ + - (at most 100)");
        requireMatch("version", manifest.getVersion(), NAME, "letters, digits and . _ + - (at most 100)");
        requireMatch("artifact.sha256", manifest.getArtifact().getSha256(), SHA256, "64 lower-case hex digits");
        require(
                manifest.getArtifact().getSizeBytes() > 0,
                "artifact.sizeBytes",
                manifest.getArtifact().getSizeBytes(),
                "the size of the TorchScript file, more than 0");
        requireClasses(manifest.getClasses());
        requireInput(manifest.getInput());
        requireGolden(manifest.getGolden(), manifest.getClasses().size());
        require(
                manifest.getTolerance() > 0 && manifest.getTolerance() <= 1,
                "tolerance",
                manifest.getTolerance(),
                "more than 0 and at most 1");
    }

    private static void requireClasses(List<ClassLabel> classes) {
        // With one class the softmax is always 1: it would win every consultation.
        require(classes.size() >= 2, "classes", classes.size() + " classes", "at least 2 classes");
        Set<Integer> indices = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (int k = 0; k < classes.size(); k++) {
            ClassLabel label = classes.get(k);
            String field = "classes[" + k + "]";
            require(label.getIndex() >= 0, field + ".index", label.getIndex(), "0 or more");
            require(
                    indices.add(label.getIndex()),
                    field + ".index",
                    label.getIndex(),
                    "an index that no other class has");
            require(!label.getName().isBlank(), field + ".name", "blank", "the name of the class");
            require(names.add(label.getName()), field + ".name", label.getName(), "a name that no other class has");
        }
    }

    private static void requireInput(Input input) {
        requireSide("input.height", input.getHeight());
        requireSide("input.width", input.getWidth());
        require(input.getChannels() == InputShape.CHANNELS, "input.channels", input.getChannels(), "3 (RGB)");
        require(BILINEAR.equals(input.getResize()), "input.resize", input.getResize(), "'" + BILINEAR + "'");
        requirePerChannel("input.mean", input.getMean());
        requirePerChannel("input.std", input.getStd());
        for (Float std : input.getStd()) {
            require(std > 0, "input.std", input.getStd(), "values above 0");
        }
    }

    private static void requireSide(String field, int side) {
        require(side >= 1 && side <= InputShape.MAX_SIDE, field, side, "1 to " + InputShape.MAX_SIDE);
    }

    private static void requirePerChannel(String field, List<Float> values) {
        require(
                values.isEmpty() || values.size() == InputShape.CHANNELS,
                field,
                values.size() + " values",
                "none, or one for each of the 3 channels");
        for (Float value : values) {
            require(Float.isFinite(value), field, values, "finite values");
        }
    }

    private static void requireGolden(List<GoldenExample> golden, int classes) {
        long bytes = 0;
        for (int i = 0; i < golden.size(); i++) {
            GoldenExample example = golden.get(i);
            bytes += example.getContent().remaining();
            require(
                    example.getProbabilities().size() == classes,
                    "golden[" + i + "].probabilities",
                    example.getProbabilities().size() + " values",
                    "one for each of the " + classes + " classes");
            for (Float probability : example.getProbabilities()) {
                require(
                        probability >= 0 && probability <= 1,
                        "golden[" + i + "].probabilities",
                        example.getProbabilities(),
                        "values from 0 to 1");
            }
        }
        require(
                bytes <= MAX_GOLDEN_BYTES,
                "golden",
                bytes + " bytes",
                "at most " + MAX_GOLDEN_BYTES + " bytes together");
    }

    private static void requireMatch(String field, String value, Pattern pattern, String right) {
        require(pattern.matcher(value).matches(), field, "'" + value + "'", right);
    }

    private static void require(boolean holds, String field, Object found, String right) {
        if (!holds) {
            throw new IllegalArgumentException("manifest field " + field + " is " + found + ": it must be " + right);
        }
    }
}
