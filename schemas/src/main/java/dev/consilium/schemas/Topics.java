package dev.consilium.schemas;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names of the topics, one per role. Every name is a legal Kafka topic name and no two roles share a topic.
 *
 * @param images what users write; any bytes as key, {@code Image} as value
 * @param predictions what users read; the image's key, {@code Prediction} as value
 * @param models {@code specialist@version} to the immutable manifest {@code SpecialistVersion}
 * @param modelArtifacts {@code sha256/index} to a chunk of a module's file
 * @param roster {@code specialist} to the decision {@code RosterEntry}; a tombstone dismisses
 * @param rollouts {@code specialist@version} to what an instance did with it, {@code RolloutEvent}
 * @param deadLetters images that got no prediction: the original bytes, the reason in the headers
 */
public record Topics(
        String images,
        String predictions,
        String models,
        String modelArtifacts,
        String roster,
        String rollouts,
        String deadLetters) {

    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    /** @throws IllegalArgumentException naming the topic that is no legal name, or that two roles share */
    public Topics {
        Set<String> seen = new HashSet<>();
        for (String name : List.of(images, predictions, models, modelArtifacts, roster, rollouts, deadLetters)) {
            if (!LEGAL.matcher(name).matches() || name.equals(".") || name.equals("..")) {
                throw new IllegalArgumentException("'" + name
                        + "' is no legal topic name: use 1 to 249 of the characters a-z, A-Z, 0-9, '.', '_' and '-'");
            }
            if (!seen.add(name)) {
                throw new IllegalArgumentException(
                        "the topic '" + name + "' has two roles: give each role a topic of its own");
            }
        }
    }

    /** The default names. */
    public static Topics defaults() {
        return new Topics("images", "predictions", "models", "model-artifacts", "roster", "rollouts", "dead-letters");
    }

    /** The same roles under names that begin with {@code prefix}, for several Consilia on one cluster. */
    public Topics prefixed(String prefix) {
        return new Topics(
                prefix + images,
                prefix + predictions,
                prefix + models,
                prefix + modelArtifacts,
                prefix + roster,
                prefix + rollouts,
                prefix + deadLetters);
    }
}
