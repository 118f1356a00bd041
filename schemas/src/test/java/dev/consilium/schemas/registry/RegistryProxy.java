package dev.consilium.schemas.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server that sees every request: answers some itself, passes the others on to a registry if it has one. */
final class RegistryProxy implements AutoCloseable {

    /** What it saw. */
    record Request(String method, String path, String authorization, HttpExchange exchange) {}

    /** What it answers itself. */
    record Answer(int status, String body) {

        static Answer no(int status, int code, String message) {
            return new Answer(status, "{\"error_code\":" + code + ",\"message\":\"" + message + "\"}");
        }
    }

    private final HttpServer server;
    private final Optional<String> registry;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Function<Request, Optional<Answer>> own = request -> Optional.empty();

    private RegistryProxy(Optional<String> registry) throws IOException {
        this.registry = registry;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    static RegistryProxy of(String registry) throws IOException {
        return new RegistryProxy(Optional.of(registry));
    }

    static RegistryProxy alone() throws IOException {
        return new RegistryProxy(Optional.empty());
    }

    RegistryProxy answering(Function<Request, Optional<Answer>> answers) {
        own = answers;
        return this;
    }

    RegistryProxy answering(int status, String body) {
        return answering(request -> Optional.of(new Answer(status, body)));
    }

    /** Lets nobody pass who does not send {@code authorization}. */
    RegistryProxy demanding(String authorization) {
        return answering(request -> request.authorization().equals(authorization)
                ? Optional.empty()
                : Optional.of(Answer.no(401, 40101, "who are you?")));
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    List<Request> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String authorization = Optional.ofNullable(
                            exchange.getRequestHeaders().getFirst("Authorization"))
                    .orElse("");
            Request request = new Request(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), authorization, exchange);
            requests.add(request);
            byte[] sent = exchange.getRequestBody().readAllBytes();
            Answer answer = own.apply(request).orElseGet(() -> passOn(request, sent));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private Answer passOn(Request request, byte[] sent) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(registry.orElseThrow() + request.path()))
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(sent));
        Optional.ofNullable(request.exchange().getRequestHeaders().getFirst("Content-Type"))
                .ifPresent(type -> builder.header("Content-Type", type));
        try {
            HttpResponse<String> response = client.send(builder.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
