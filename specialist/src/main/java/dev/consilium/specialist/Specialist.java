package dev.consilium.specialist;

import dev.consilium.avro.ClassLabel;
import dev.consilium.avro.Confidence;
import dev.consilium.avro.SpecialistVersion;
import java.util.List;

/**
 * One version of a specialist, as its manifest says: what its module reads, and what its logits mean. Immutable, for any thread.
 */
public final class Specialist {

    private static final int ARTIFACT_DIGITS = 12;

    private final SpecialistVersion manifest;
    private final InputShape input;
    private final List<ClassLabel> classes;
    private final String artifact;

    private Specialist(SpecialistVersion manifest) {
        this.manifest = manifest;
        this.input = InputShape.of(manifest.getInput());
        this.classes = List.copyOf(manifest.getClasses());
        this.artifact = manifest.getArtifact().getSha256().substring(0, ARTIFACT_DIGITS);
    }

    /**
     * The specialist that a manifest describes.
     *
     * @throws IllegalArgumentException if the manifest cannot be used; the message names the field, what it says, and what would be
     *     right
     */
    public static Specialist of(SpecialistVersion manifest) {
        ManifestCheck.requireUsable(manifest);
        return new Specialist(manifest);
    }

    public String name() {
        return manifest.getSpecialist();
    }

    public String version() {
        return manifest.getVersion();
    }

    /** How many classes it knows: the length of its logits. */
    public int classes() {
        return classes.size();
    }

    public InputShape input() {
        return input;
    }

    /** The manifest itself: treat it as immutable. */
    public SpecialistVersion manifest() {
        return manifest;
    }

    /**
     * What this specialist says, without the probabilities of the other classes.
     *
     * @param logits this specialist's logits, in its class order, for one or several images
     * @param offset where this image's logits start
     * @throws NonFiniteLogitsException if one of them is NaN or infinite
     */
    public Confidence opinion(float[] logits, int offset) {
        return opinion(probabilities(logits, offset), false);
    }

    /** The same, with the probabilities of all its classes in the record. */
    public Confidence fullOpinion(float[] logits, int offset) {
        return opinion(probabilities(logits, offset), true);
    }

    /**
     * The softmax in float32, in this specialist's class order.
     *
     * @throws NonFiniteLogitsException if a logit is NaN or infinite
     */
    public float[] probabilities(float[] logits, int offset) {
        for (int k = 0; k < classes.size(); k++) {
            if (!Float.isFinite(logits[offset + k])) {
                throw new NonFiniteLogitsException(
                        name(), version(), classes.get(k).getName(), logits[offset + k]);
            }
        }
        return Softmax.of(logits, offset, classes.size());
    }

    @Override
    public String toString() {
        return name() + "@" + version();
    }

    private Confidence opinion(float[] probabilities, boolean withProbabilities) {
        int best = Softmax.largest(probabilities);
        ClassLabel label = classes.get(best);
        return new Confidence(
                name(),
                version(),
                artifact,
                label.getIndex(),
                label.getName(),
                probabilities[best],
                withProbabilities ? Floats.asList(probabilities) : null);
    }
}
