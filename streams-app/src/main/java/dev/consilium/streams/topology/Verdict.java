package dev.consilium.streams.topology;

import dev.consilium.avro.Prediction;
import java.util.List;

/** What came of a consultation. */
sealed interface Verdict permits Verdict.Decided, Verdict.Undecided {

    /**
     * The rule has decided.
     *
     * @param prediction the answer
     * @param comparisons with versions on trial, to be counted when the image is settled
     */
    record Decided(Prediction prediction, List<Comparison> comparisons) implements Verdict {}

    /**
     * There is no answer.
     *
     * @param reason why not
     */
    record Undecided(Throwable reason) implements Verdict {}
}
