package dev.consilium.ops.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While open, Ctrl-C (or SIGTERM) interrupts the thread that opened it, and the JVM waits until that thread has closed what it had open:
 * declare this resource before the others.
 */
public final class CtrlC implements AutoCloseable {
    private static final long LONGEST_SECONDS = 30;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;

    private CtrlC(Thread interrupted) {
        hook = new Thread(() -> endAndWait(interrupted), "ctrl-c");
    }

    public static CtrlC interruptsThisThread() {
        CtrlC open = new CtrlC(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(open.hook);
        return open;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending, which is what this has been waiting for.
        }
    }

    private void endAndWait(Thread interrupted) {
        interrupted.interrupt();
        try {
            if (!closed.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("consilium: did not end within " + LONGEST_SECONDS + " s; ending anyway");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
