package dev.consilium.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * A main class that runs another main class and ends this JVM when its standard input ends.
 *
 * <p>The pipe to a child closes however its parent dies, {@code kill -9} included, which no shutdown hook of the parent
 * survives. Arguments: the main class to run, then its arguments. Needs nothing but the JDK, so that it can stand on any
 * child's class path.
 */
public final class TiedToParent {
    private static final int STATUS_ORPHANED = 143; // what a SIGTERM would have given

    private TiedToParent() {}

    public static void main(String[] arguments) throws Throwable {
        if (arguments.length == 0) {
            throw new IllegalArgumentException("Usage: TiedToParent MAIN_CLASS [ARGUMENT...]");
        }
        Thread watcher = new Thread(TiedToParent::exitWhenInputEnds, "tied-to-parent");
        watcher.setDaemon(true);
        watcher.start();
        Method main = Class.forName(arguments[0]).getMethod("main", String[].class);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void exitWhenInputEnds() {
        try (InputStream input = System.in) {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A broken pipe says the same as its end: nobody is there any more.
        }
        System.exit(STATUS_ORPHANED);
    }
}
