package dev.consilium.ops.client;

/** The share of right answers, over all and over the latest thousand. One thread only. */
public final class RunningAccuracy {
    private static final int WINDOW = 1000;

    private final boolean[] latest = new boolean[WINDOW];
    private long judged;
    private long right;
    private int rightOfLatest;

    public void add(boolean isRight) {
        int slot = (int) (judged % WINDOW);
        if (judged >= WINDOW && latest[slot]) {
            rightOfLatest--;
        }
        latest[slot] = isRight;
        judged++;
        if (isRight) {
            right++;
            rightOfLatest++;
        }
    }

    public long judged() {
        return judged;
    }

    /** From 0 to 1; NaN before the first. */
    public double overall() {
        return (double) right / judged;
    }

    /** From 0 to 1, over at most the latest thousand; NaN before the first. */
    public double recent() {
        return (double) rightOfLatest / Math.min(judged, WINDOW);
    }
}
