package dev.consilium.specialist.corpus;

import dev.consilium.avro.Image;
import java.util.Map;

/**
 * Inputs that have the same in common, and with it their outcome.
 *
 * @param input what they are
 * @param samples by what is said of each
 */
public record Kind(String input, Outcome outcome, Map<String, Image> samples) {

    static Kind answered(String input, Samples samples) {
        return new Kind(input, new Outcome.Answered(), samples.byName());
    }

    /** @param reason as {@link Outcome.Refused} takes it */
    static Kind refused(String input, String reason, Samples samples) {
        return new Kind(input, new Outcome.Refused("BadImageException", reason), samples.byName());
    }
}
