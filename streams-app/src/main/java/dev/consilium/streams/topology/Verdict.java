package dev.consilium.streams.topology;

import dev.consilium.avro.Prediction;

/** What came of a consultation. */
sealed interface Verdict permits Verdict.Decided, Verdict.Undecided {

    /**
     * The rule has decided.
     *
     * @param prediction the answer
     */
    record Decided(Prediction prediction) implements Verdict {}

    /**
     * There is no answer.
     *
     * @param reason why not
     */
    record Undecided(Throwable reason) implements Verdict {}
}
