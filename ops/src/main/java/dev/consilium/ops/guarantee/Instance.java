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
import java.util.ArrayList;
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
    private static final int ENDED_FOR_GOOD = 1;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(REQUEST_LIMIT).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Map<String, String> settings;
    private final Optional<FakeClock> clock;
    private final Path log;
    private Optional<ServedApp> app = Optional.empty();
    private OptionalLong peakBytes = OptionalLong.empty();

    /**
     * Not started yet.
     *
     * @param settings as for {@code serve --set}, a free {@code http.port} among them
     * @param clock that it goes by; empty for the machine's
     * @param log file of its output, over all its starts
     */
    Instance(String name, Map<String, String> settings, Optional<FakeClock> clock, Path log) {
        this.name = name;
        this.settings = Map.copyOf(settings);
        this.clock = clock;
        this.log = log;
    }

    /**
     * What it does at a moment.
     *
     * @param inFlight images that it has begun with and not answered
     * @param oldest how long one of them has been in flight, to the second
     * @param partitions of the images that it has
     */
    record Work(int inFlight, Duration oldest, Set<Integer> partitions) {

        private static final Work NONE = new Work(0, Duration.ZERO, Set.of());

        Work {
            partitions = Set.copyOf(partitions);
        }
    }

    /** Starts it; it is ready once there is a roster. */
    void start() {
        app = Optional.of(ServedApp.start(
                settings, MEMORY, clock.map(FakeClock::environment).orElse(Map.of()), log));
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
        Optional<JsonNode> told = told("api/status");
        if (told.isEmpty()) {
            return Work.NONE;
        }
        Set<Integer> partitions = new HashSet<>();
        told.get()
                .get("partitions")
                .forEach(one -> partitions.add(one.get("partition").intValue()));
        return new Work(
                told.get().get("inFlight").intValue(),
                Duration.ofSeconds(told.get().get("oldestSeconds").longValue()),
                partitions);
    }

    /**
     * As it says itself, five seconds after five seconds; nothing while it does not answer.
     *
     * @param sinceMillis from this moment on, in milliseconds since 1970
     */
    List<Served> served(long sinceMillis) throws InterruptedException {
        List<Served> served = new ArrayList<>();
        told("api/history?since=" + sinceMillis)
                .ifPresent(history -> history.forEach(point -> served.add(new Served(
                        point.get("imagesPerSecond").doubleValue(),
                        point.get("p50Millis").longValue(),
                        point.get("p99Millis").longValue()))));
        return served;
    }

    /**
     * SIGTERM; returns when it has ended.
     *
     * @throws IllegalStateException when it does not end by itself
     */
    void terminate() throws InterruptedException {
        notePeak();
        running().process().destroy();
        awaitEnd("after SIGTERM", ENDED_BY_SIGTERM);
    }

    /**
     * Waits until it ends by itself, for good.
     *
     * @throws IllegalStateException when it does not, or ends otherwise
     */
    void awaitEnd() throws InterruptedException {
        notePeak();
        awaitEnd("by itself", ENDED_FOR_GOOD);
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

    /** The clock that it goes by. */
    FakeClock clock() {
        return clock.orElseThrow(() -> new IllegalStateException(name + " goes by the machine's clock"));
    }

    /** What it has resident now; empty where the system does not tell. */
    OptionalLong residentBytes() {
        return app.map(running -> ProcessMemory.resident(running.process().pid()))
                .orElse(OptionalLong.empty());
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

    private void awaitEnd(String how, int status) throws InterruptedException {
        Process process = running().process();
        if (!process.waitFor(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(
                    name + " does not end " + how + " within " + LONGEST_END.toSeconds() + " s; its log is " + log);
        }
        if (process.exitValue() != status) {
            throw new IllegalStateException(
                    name + " ends with " + process.exitValue() + " " + how + "; its log is " + log);
        }
        app = Optional.empty();
    }

    private Optional<JsonNode> told(String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(running().url() + path))
                .timeout(REQUEST_LIMIT)
                .build();
        try {
            HttpResponse<byte[]> response = HTTP.send(request, BodyHandlers.ofByteArray());
            return response.statusCode() == 200 ? Optional.of(JSON.readTree(response.body())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
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
