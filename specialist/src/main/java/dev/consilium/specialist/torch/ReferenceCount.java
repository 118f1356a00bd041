package dev.consilium.specialist.torch;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts who holds something, and closes it when the last one lets go. It begins with the owner's hold. For any thread.
 */
final class ReferenceCount {

    private final AtomicInteger holders = new AtomicInteger(1);
    private final AtomicBoolean ownerLetGo = new AtomicBoolean();
    private final Runnable close;

    ReferenceCount(Runnable close) {
        this.close = close;
    }

    /** One more holder; false when it is closed already, and then there is nothing to release. */
    boolean tryRetain() {
        int now = holders.get();
        while (now > 0) {
            if (holders.compareAndSet(now, now + 1)) {
                return true;
            }
            now = holders.get();
        }
        return false;
    }

    /** Whether anybody but the owner holds it. */
    boolean isHeldByOthers() {
        return holders.get() > (ownerLetGo.get() ? 0 : 1);
    }

    /** @throws IllegalStateException if nobody holds it */
    void release() {
        int now = holders.get();
        while (now > 0) {
            if (holders.compareAndSet(now, now - 1)) {
                if (now == 1) {
                    close.run();
                }
                return;
            }
            now = holders.get();
        }
        throw new IllegalStateException("released more often than retained");
    }

    /** Gives up the owner's hold, once. */
    void releaseOwner() {
        if (ownerLetGo.compareAndSet(false, true)) {
            release();
        }
    }
}
