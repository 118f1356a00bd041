package dev.consilium.ops.bench.load;

/** Time that passes only when somebody waits or works in it. One thread. */
final class VirtualTicker implements Ticker {

    private long now;

    VirtualTicker(long now) {
        this.now = now;
    }

    /** Something takes this long. */
    void pass(long nanos) {
        now += nanos;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    /** As the real one may: not to the end. */
    @Override
    public void park(long nanos) {
        now += Math.max(1, nanos / 2);
    }
}
