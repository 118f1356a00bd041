package dev.consilium.streams.tracing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes spans as OpenTelemetry's collector does, and sets the system properties that lead here: they stand for the variables. */
final class Collector implements AutoCloseable {

    private static final String PROTOCOL = "otel.exporter.otlp.protocol";
    private static final String ENDPOINT = "otel.exporter.otlp.endpoint";

    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.add(exchange.getRequestURI().getPath() + new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        System.setProperty(PROTOCOL, "http/protobuf");
        System.setProperty(ENDPOINT, "http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The requests: path and body, in which texts can be read. */
    List<String> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        System.clearProperty(PROTOCOL);
        System.clearProperty(ENDPOINT);
        server.stop(0);
    }
}
