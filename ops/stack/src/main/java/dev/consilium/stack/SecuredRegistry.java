package dev.consilium.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A door in front of a registry: TLS, and only who knows name and password gets through. As a proxy has it that stands before a registry,
 * which itself has neither.
 *
 * <p>Threads of its own; all methods may be called by any.
 */
public final class SecuredRegistry implements AutoCloseable {

    private static final int UNAUTHORIZED = 401;

    private final HttpsServer server;
    private final URI registry;
    private final Certificates certificates;
    private final String userInfo;
    private final String expected;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private SecuredRegistry(Certificates certificates, URI registry, String userInfo)
            throws IOException, GeneralSecurityException {
        this.certificates = certificates;
        this.registry = registry;
        this.userInfo = userInfo;
        this.expected = "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free()), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls()));
        server.setExecutor(threads);
        server.createContext("/", this::handle);
    }

    /**
     * Starts it.
     *
     * @param registry the address of the one behind it
     * @param userInfo {@code name:password}
     */
    public static SecuredRegistry before(String registry, Certificates certificates, String userInfo) {
        try {
            SecuredRegistry door = new SecuredRegistry(certificates, URI.create(registry), userInfo);
            door.server.start();
            return door;
        } catch (IOException | GeneralSecurityException e) {
            throw new StackException("The secured registry does not start: " + e.getMessage(), e);
        }
    }

    /** The address for {@code schema.registry.url}. */
    public String url() {
        return "https://localhost:" + server.getAddress().getPort() + registry.getPath();
    }

    /** The serde's properties of who may come in: whom to trust, and the login. */
    public Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        certificates.trust().forEach((key, value) -> properties.put("schema.registry." + key, value));
        properties.put("basic.auth.credentials.source", "USER_INFO");
        properties.put("basic.auth.user.info", userInfo);
        return properties;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private SSLContext tls() throws GeneralSecurityException, IOException {
        KeyManagerFactory ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        ours.init(
                certificates.read(certificates.server()),
                certificates.password().toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(ours.getKeyManagers(), null, null);
        return context;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(UNAUTHORIZED, -1);
                return;
            }
            HttpResponse<byte[]> answer = passOn(exchange);
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> passOn(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        registry.resolve(exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(sent));
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .ifPresent(type -> request.header("Content-Type", type));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
