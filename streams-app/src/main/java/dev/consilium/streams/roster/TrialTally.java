package dev.consilium.streams.roster;

import java.util.concurrent.atomic.LongAdder;

/** Counts what is seen of a version on trial in this process. Any thread. */
public final class TrialTally {

    private final LongAdder images = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder sameAnswers = new LongAdder();
    private final LongAdder labelled = new LongAdder();
    private final LongAdder right = new LongAdder();
    private final LongAdder servingRight = new LongAdder();
    private final Cost candidate = new Cost();
    private final Cost serving = new Cost();

    private record Cost(LongAdder nanos, LongAdder images) {
        Cost() {
            this(new LongAdder(), new LongAdder());
        }

        double nanosPerImage() {
            long ran = images.sum();
            return ran == 0 ? 0 : nanos.sum() / (double) ran;
        }
    }

    /** An image on which it failed to give an opinion. */
    public void failed() {
        images.increment();
        errors.increment();
    }

    /** An image that the consultation would answer the same, or not, with the candidate's opinion in the serving version's place. */
    public void answered(boolean same) {
        images.increment();
        if (same) {
            sameAnswers.increment();
        }
    }

    /** An image whose label is known: whether the answer is right with the candidate's opinion, and with the serving version's. */
    public void labelled(boolean isRight, boolean servingIsRight) {
        labelled.increment();
        if (isRight) {
            right.increment();
        }
        if (servingIsRight) {
            servingRight.increment();
        }
    }

    /** A forward of one of the two. */
    public void ran(boolean isCandidate, long nanos, int size) {
        Cost cost = isCandidate ? candidate : serving;
        cost.nanos.add(nanos);
        cost.images.add(size);
    }

    /** What was counted until now; counts that are made meanwhile may or may not be in it. */
    public TrialStatistics statistics() {
        return new TrialStatistics(
                images.sum(),
                errors.sum(),
                sameAnswers.sum(),
                labelled.sum(),
                right.sum(),
                servingRight.sum(),
                candidate.nanosPerImage() * images.sum(),
                serving.nanosPerImage() * images.sum());
    }
}
