package dev.consilium.stack;

/**
 * One stack for all tests of a JVM: started by whoever asks first, closed when the JVM ends.
 *
 * <p>Tests that share it use topics and application ids of their own and never stop a part of it; a test that takes the broker
 * or the registry away starts its own {@link Stack}. It lives in the main sources so that every module's tests reach it.
 */
public final class SharedStack {
    private SharedStack() {}

    /** The running stack. */
    public static Stack get() {
        return Holder.STACK;
    }

    private static final class Holder {
        private static final Stack STACK = start();

        private static Stack start() {
            Stack stack = Stack.start();
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "close-shared-stack"));
            return stack;
        }
    }
}
