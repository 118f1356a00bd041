package dev.consilium.ops.guarantee;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP link to a server of this machine which can be cut, slowed down and reset. While it is cut, connections stay open, new ones
 * are taken, and nothing passes; what was on its way arrives when it is mended, as TCP would send it again then.
 *
 * <p>Any thread may change it. A thread of its own takes connections, two carry each, with {@value #BUFFER_BYTES} bytes at most.
 */
final class Link implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 << 10;
    private static final int WAITING_CONNECTIONS = 200;

    private final ServerSocket listening;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Object lock = new Object();
    private boolean cut;
    private Duration latency = Duration.ZERO;
    private long bytesPerSecond = Long.MAX_VALUE;

    /**
     * Listens at a port of this machine for those who want to reach another.
     *
     * @param target need not be open yet
     */
    Link(int port, int target) throws IOException {
        this.listening = new ServerSocket(port, WAITING_CONNECTIONS, InetAddress.getLoopbackAddress());
        this.target = target;
        start(this::take);
    }

    /** Where it listens. */
    int port() {
        return listening.getLocalPort();
    }

    /** Nothing passes from now on. */
    void cut() {
        synchronized (lock) {
            cut = true;
        }
    }

    /**
     * All passes, more slowly.
     *
     * @param later what each read is held for, either way
     * @param most bytes a second of a connection, either way
     */
    void slow(Duration later, long most) {
        synchronized (lock) {
            latency = later;
            bytesPerSecond = most;
        }
    }

    /** All passes at once, what has waited too. */
    void mend() {
        synchronized (lock) {
            cut = false;
            latency = Duration.ZERO;
            bytesPerSecond = Long.MAX_VALUE;
            lock.notifyAll();
        }
    }

    /** Ends all connections as a machine does that knows nothing of them; new ones are taken. */
    void reset() {
        open.forEach(Link::abort);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        reset();
        mend();
    }

    private void take() {
        while (!listening.isClosed()) {
            try {
                join(listening.accept());
            } catch (IOException e) {
                continue; // closed, or the client has gone again
            }
        }
    }

    private void join(Socket client) throws IOException {
        Socket server = new Socket();
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        } catch (IOException e) {
            abort(client);
            abort(server);
            throw e;
        }
        open.add(client);
        open.add(server);
        start(() -> carry(client, server));
        start(() -> carry(server, client));
    }

    private void carry(Socket from, Socket to) {
        byte[] bytes = new byte[BUFFER_BYTES];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                hold(read);
                out.write(bytes, 0, read);
            }
            hold(0); // the end of a connection takes the same way
        } catch (IOException e) {
            // The other direction has ended, or the link was reset.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void hold(int bytes) throws InterruptedException {
        Duration time;
        synchronized (lock) {
            time = latency.plusMillis(Math.round(bytes * 1e3 / bytesPerSecond));
        }
        Thread.sleep(time.toMillis());
        synchronized (lock) {
            while (cut) {
                lock.wait();
            }
        }
    }

    private static void abort(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0); // RST, not FIN
        } catch (IOException e) {
            // It has ended by itself.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "link");
        thread.setDaemon(true);
        thread.start();
    }
}
