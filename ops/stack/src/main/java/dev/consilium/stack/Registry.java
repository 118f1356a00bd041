package dev.consilium.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A real Apicurio Registry with Confluent's API, in a child JVM that dies with this one.
 *
 * <p>{@link #stop} and {@link #restart} keep address and schemas, so that a test can take the registry away and bring it back.
 * All methods may be called by any thread.
 */
public final class Registry implements AutoCloseable {
    private static final Probe STARTED = Probe.within(Duration.ofMinutes(2), Duration.ofMillis(50));
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(10);
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    private final DataFolder data;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(REQUEST_LIMIT).build();
    private Optional<ChildJvm> child = Optional.empty();

    private Registry(StackOptions options) {
        this.data = DataFolder.of(options.data(), "registry");
        this.port = Ports.given(options.registryPort());
    }

    /** A registry on a free port, with temporary data. */
    public static Registry start() {
        return start(StackOptions.defaults());
    }

    /**
     * Starts a registry and returns when it answers.
     *
     * @throws StackException when it is not unpacked, its port is taken or it ends at once; with the tail of its log
     */
    public static Registry start(StackOptions options) {
        Registry registry = new Registry(options);
        try {
            registry.restart();
        } catch (RuntimeException e) {
            registry.close();
            throw e;
        }
        return registry;
    }

    /** The address for {@code schema.registry.url}; the same through {@link #stop} and {@link #restart}. */
    public String url() {
        return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    /** Starts the stopped registry again at the same address over the same schemas; restarts it when it runs. */
    public synchronized void restart() {
        stop();
        Path distribution = Installation.registry();
        Ports.requireFree(port, "the schema registry");
        ChildJvm next = ChildJvm.start(
                jvmArguments(),
                distribution.resolve("*") + ":" + distribution.resolve("lib").resolve("*"),
                "io.quarkus.runner.GeneratedMain",
                List.of(),
                data.path().resolve("registry.log"));
        child = Optional.of(next);
        awaitAnswer(next);
        requireBackwardCompatibility();
    }

    /** Stops the registry, as an outage does; the schemas stay. Does nothing when it is stopped. */
    public synchronized void stop() {
        child.ifPresent(ChildJvm::close);
        child = Optional.empty();
    }

    /** Stops the registry and deletes its data if the folder was a temporary one. */
    @Override
    public void close() {
        stop();
        data.close();
    }

    private List<String> jvmArguments() {
        return List.of(
                // It lives for minutes and answers a few requests: starting fast and staying small is all that counts.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "-Dapicurio.datasource.jdbc.initial-size=1",
                "-Dapicurio.datasource.jdbc.min-size=1",
                // WRITE_DELAY=0: a schema is in the file before its id is given out, however the process ends. Records
                // that outlive the
                // schemas they name could never be read again.
                "-Dapicurio.datasource.url=jdbc:h2:file:" + data.path().resolve("schemas") + ";WRITE_DELAY=0",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port);
    }

    private void awaitAnswer(ChildJvm starting) {
        boolean started;
        try {
            started = STARTED.holds(() -> {
                if (!starting.isAlive()) {
                    throw failed("ended while starting", starting);
                }
                return answers();
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was interrupted while starting", starting);
        }
        if (!started) {
            throw failed("did not answer within " + STARTED.limit().toMinutes() + " minutes", starting);
        }
    }

    private StackException failed(String how, ChildJvm starting) {
        return new StackException(
                "The schema registry " + how + "; the end of its log " + starting.log() + ":\n" + starting.logTail());
    }

    private boolean answers() {
        try {
            return send(request("/subjects").GET().build()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Apicurio's own default is NONE, under which an incompatible schema would be taken without a word. */
    private void requireBackwardCompatibility() {
        try {
            HttpResponse<String> answer = send(request("/config")
                    .header("Content-Type", MEDIA_TYPE)
                    .PUT(BodyPublishers.ofString("{\"compatibility\":\"BACKWARD\"}"))
                    .build());
            if (answer.statusCode() != 200) {
                throw new StackException("The schema registry refuses compatibility BACKWARD: " + answer.body());
            }
        } catch (IOException e) {
            throw new StackException("The schema registry does not answer at " + url() + ": " + e.getMessage(), e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).timeout(REQUEST_LIMIT);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
