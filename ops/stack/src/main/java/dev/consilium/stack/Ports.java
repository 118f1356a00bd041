package dev.consilium.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free TCP ports on the loopback interface.
 *
 * <p>Chosen below Linux' range for outgoing connections (32768 and up): a port from that range could be taken by any client
 * while a broker or registry is down, and then it could not come back where its clients look for it.
 */
public final class Ports {
    private static final int FIRST = 20_000;
    private static final int END = 32_000;
    private static final int ATTEMPTS = 200;
    /** Given out in this JVM: not given out again, since whoever has one may be about to listen, or down for a while. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** This port if nobody listens on it, else a free one. */
    public static int preferred(int port) {
        return isFree(port) ? port : free();
    }

    static int given(int port) {
        return port == 0 ? free() : port;
    }

    /** A free port that this JVM has not been given before. */
    public static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new StackException("No free TCP port between " + FIRST + " and " + END + " on this machine");
    }

    /** Refuses a port that somebody listens on, naming what it was for. */
    static void requireFree(int port, String purpose) {
        if (!isFree(port)) {
            throw new StackException("Port " + port + " for " + purpose
                    + " is taken on this machine: stop what listens there, or give another port (0 finds a free one)");
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
