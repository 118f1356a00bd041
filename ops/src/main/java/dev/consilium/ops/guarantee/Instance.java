package dev.consilium.ops.guarantee;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consilium.ops.bench.load.ProcessMemory;
import dev.consilium.ops.demo.ServedApp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** An instance of the app in a process of its own, which can be ended, killed, frozen and started anew. One thread. */
final class Instance implements AutoCloseable {

    static final int HEAP_MEBIBYTES = 512;

    private static final List<String> MEMORY = List.of("-Xmx" + HEAP_MEBIBYTES + "m");
    private static final Duration LONGEST_END = Duration.ofMinutes(1);
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(5);
    private static final int ENDED_BY_SIGTERM = 128 + 15;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(REQUEST_LIMIT).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Map<String, String> settings;
    private final Path log;
    private Optional<ServedApp> app = Optional.empty();
    private OptionalLong peakBytes = OptionalLong.empty();

    /**
     * Not started yet.
     *
     * @param settings as for {@code serve --set}, a free {@code http.port} among them
     * @param log file of its output, over all its starts
     */
    Instance(String name, Map<String, String> settings, Path log) {
        this.name = name;
        this.settings = Map.copyOf(settings);
        this.log = log;
    }

    /**
     * What it does at a moment.
     *
     * @param inFlight images that it has begun with and not answered
     * @param partitions of the images that it has
     */
    record Work(int inFlight, Set<Integer> partitions) {

        private static final Work NONE = new Work(0, Set.of());

        Work {
            partitions = Set.copyOf(partitions);
        }
    }

    /** Starts it; it is ready once there is a roster. */
    void start() {
        app = Optional.of(ServedApp.start(settings, MEMORY, log));
    }

    boolean isUp() {
        return app.isPresent();
    }

    /** @throws IllegalStateException when it does not get ready in time */
    void awaitReady() throws InterruptedException {
        running().awaitReady();
    }

    /** @throws IllegalStateException when it should run and has ended; with the tail of its log */
    void check() {
        app.ifPresent(ServedApp::check);
    }

    /** As it says itself; nothing while it does not answer. */
    Work work() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(running().url() + "api/status"))
                .timeout(REQUEST_LIMIT)
                .build();
        try {
            HttpResponse<byte[]> response = HTTP.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                return Work.NONE;
            }
            JsonNode status = JSON.readTree(response.body());
            Set<Integer> partitions = new HashSet<>();
            status.get("partitions")
                    .forEach(one -> partitions.add(one.get("partition").intValue()));
            return new Work(status.get("inFlight").intValue(), partitions);
        } catch (IOException e) {
            return Work.NONE;
        }
    }

    /**
     * SIGTERM; returns when it has ended.
     *
     * @throws IllegalStateException when it does not end by itself
     */
    void terminate() throws InterruptedException {
        notePeak();
        Process process = running().process();
        process.destroy();
        if (!process.waitFor(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(
                    name + " does not end within " + LONGEST_END.toSeconds() + " s of SIGTERM; its log is " + log);
        }
        if (process.exitValue() != ENDED_BY_SIGTERM) {
            throw new IllegalStateException(
                    name + " ends with " + process.exitValue() + " after SIGTERM; its log is " + log);
        }
        app = Optional.empty();
    }

    /** SIGKILL; returns when it is gone. */
    void kill() throws InterruptedException {
        notePeak();
        running().process().destroyForcibly().waitFor();
        app = Optional.empty();
    }

    /** SIGSTOP: it keeps all it has, and does nothing until {@link #thaw}. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** The most that it has had resident until now, over all its starts; empty where the system does not tell. */
    OptionalLong peakBytes() {
        notePeak();
        return peakBytes;
    }

    @Override
    public void close() {
        app.ifPresent(ServedApp::close);
        app = Optional.empty();
    }

    @Override
    public String toString() {
        return name;
    }

    private void notePeak() {
        app.map(running -> ProcessMemory.peak(running.process().pid()))
                .filter(OptionalLong::isPresent)
                .ifPresent(peak -> peakBytes = OptionalLong.of(Math.max(peakBytes.orElse(0), peak.getAsLong())));
    }

    private void signal(String signal) throws IOException, InterruptedException {
        // Java knows two signals only. The shell's own kill is everywhere, a program of that name is not.
        int status = new ProcessBuilder(
                        "sh",
                        "-c",
                        "kill -" + signal + " " + running().process().pid())
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("SIG" + signal + " could not be sent to " + name);
        }
    }

    private ServedApp running() {
        return app.orElseThrow(() -> new IllegalStateException(name + " is not running"));
    }
}
