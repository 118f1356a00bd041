package dev.consilium.ops.demo;

import dev.consilium.ops.Consilium;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.stack.ChildJvm;
import dev.consilium.stack.Ports;
import dev.consilium.stack.Probe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code consilium serve} in a process of its own, as a user runs it. */
public final class ServedApp implements AutoCloseable {
    private static final int USUAL_PORT = 8080;
    private static final Probe READY = Probe.within(Duration.ofMinutes(2), Duration.ofMillis(100));
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(5);

    private final ChildJvm child;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(REQUEST_LIMIT).build();

    private ServedApp(ChildJvm child, int port) {
        this.child = child;
        this.port = port;
    }

    /**
     * @param keys folder of the keys that it trusts
     * @param log file of its output
     */
    static ServedApp start(Connection connection, Path keys, Path log) {
        return start(
                Map.of(
                        "bootstrap.servers", connection.bootstrapServers(),
                        "schema.registry.url", connection.schemaRegistryUrl(),
                        "http.port", Integer.toString(Ports.preferred(USUAL_PORT)),
                        "http.submit.enabled", "true",
                        "trusted.keys", keys.toString()),
                List.of("-Xmx512m"),
                log);
    }

    /**
     * Starts it.
     *
     * @param settings as for {@code --set}; {@code http.port} must be among them, and free
     * @param memory the options of the JVM that are not inherited: how much memory it may take
     * @param log file of its output
     */
    public static ServedApp start(Map<String, String> settings, List<String> memory, Path log) {
        return start(settings, memory, Map.of(), log);
    }

    /**
     * The same with variables of the environment beside those of this process.
     *
     * @param environment name to value
     */
    public static ServedApp start(
            Map<String, String> settings, List<String> memory, Map<String, String> environment, Path log) {
        Stream<String> set = settings.entrySet().stream()
                .flatMap(setting -> Stream.of("--set", setting.getKey() + "=" + setting.getValue()));
        ChildJvm child = ChildJvm.start(
                jvmArguments(memory),
                System.getProperty("java.class.path"),
                Consilium.class.getName(),
                Stream.concat(Stream.of("serve"), set).toList(),
                environment,
                log);
        return new ServedApp(child, Integer.parseInt(settings.getOrDefault("http.port", "")));
    }

    /** Its process id. */
    public long pid() {
        return child.process().pid();
    }

    /** For whoever ends, kills or watches it from outside. */
    public Process process() {
        return child.process();
    }

    /** The page. */
    public String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    /**
     * Waits until it is ready to answer images.
     *
     * @throws IllegalStateException when it ends or is not ready in time; with the tail of its log
     */
    public void awaitReady() throws InterruptedException {
        READY.await(
                () -> {
                    check();
                    return ready();
                },
                () -> failed("is not ready after " + READY.limit().toMinutes() + " minutes"));
    }

    /**
     * Looks whether it still runs.
     *
     * @throws IllegalStateException when it has ended; with the tail of its log
     */
    public void check() {
        if (!child.isAlive()) {
            throw new IllegalStateException(failed("has ended"));
        }
    }

    @Override
    public void close() {
        child.close();
    }

    private String failed(String how) {
        return "the app (consilium serve) " + how + "; the end of its log " + child.log() + ":\n" + child.logTail();
    }

    private boolean ready() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "health/ready"))
                .timeout(REQUEST_LIMIT)
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** What this JVM was told about the installation and the engine holds for the child too; its memory does not. */
    private static List<String> jvmArguments(List<String> memory) {
        Stream<String> inherited = System.getProperties().stringPropertyNames().stream()
                .filter(name ->
                        name.startsWith("ai.djl.") || name.equals("OPT_OUT_TRACKING") || name.equals("consilium.home"))
                .map(name -> "-D" + name + "=" + System.getProperty(name));
        return Stream.concat(memory.stream(), inherited).toList();
    }
}
