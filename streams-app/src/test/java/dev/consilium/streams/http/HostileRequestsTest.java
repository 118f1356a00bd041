package dev.consilium.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.streams.submit.ImageSubmission;
import dev.consilium.streams.submit.SubmissionSettings;
import dev.consilium.streams.topology.ImagesFormat;
import dev.consilium.streams.watch.ConsultationWatch;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as no browser and no friend sends them, byte by byte. */
class HostileRequestsTest {

    private static final String INTERNAL = "kafka-3.internal:9092 refuses app:hunter2";

    private static final int MOST_BYTES = 1_000;

    /** Of a broker that no request here gets to. */
    private final ImageSubmission submission = new ImageSubmission(
            Connection.to("127.0.0.1:1", "http://127.0.0.1:1"),
            Topics.defaults(),
            ImagesFormat.AVRO,
            new SubmissionSettings(MOST_BYTES, Duration.ofSeconds(1)));

    private final ConsultationWatch watch = new ConsultationWatch(ImageLimits.defaults());
    private Optional<AppServer> server = Optional.empty();

    @AfterEach
    void stop() {
        watch.close();
        submission.close();
        server.ifPresent(AppServer::close);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "1.evil.example:80"
            })
    void shouldNotAnswerToANameThatAnotherSiteMayHavePointedHere(String host) throws Exception {
        start("127.0.0.1", Set.of("consilium.example"), "");

        for (String path : List.of("/", "/page.js", "/health/ready", "/api/status", "/nothing")) {
            assertThat(status(get(path, host))).as(path).isEqualTo(421);
        }
        assertThat(get("/api/status", host)).contains("http.allowed.hosts").doesNotContain("UP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:8080",
                "127.0.0.1",
                "127.0.0.1:1",
                "10.1.2.3:8080",
                "[::1]:8080",
                "[fd00::a1]",
                "Consilium.Example",
                "consilium.example:443"
            })
    void shouldAnswerToAddressesAndNamesThatAreAllowed(String host) throws Exception {
        start("127.0.0.1", Set.of("consilium.example"), "");

        assertThat(status(get("/api/status", host))).isEqualTo(200);
    }

    @Test
    void shouldAnswerToAnyNameWhereOthersConnectUntilNamesAreSet() throws Exception {
        start("0.0.0.0", Set.of(), "");
        assertThat(status(get("/api/status", "consilium.svc.cluster.local"))).isEqualTo(200);
        server.orElseThrow().close();

        start("0.0.0.0", Set.of("consilium.example"), "");
        assertThat(status(get("/api/status", "consilium.svc.cluster.local"))).isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../AppServer.class",
                "/%2e%2e/AppServer.class",
                "/..%2fAppServer.class",
                "/..%2FAppServer.class",
                "/%2e%2e%2fAppServer.class",
                "/..%5cAppServer.class",
                "/..%252fAppServer.class",
                "/..;/AppServer.class",
                "/./../AppServer.class",
                "/page.js/../../AppServer.class",
                "//AppServer.class",
                "/AppServer.class",
                "/%00/AppServer.class",
                "/page.js%00.class",
                "/../../../../../../etc/passwd",
                "/..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
                "//etc/passwd",
                "/%2fetc%2fpasswd",
                "/file:/etc/passwd",
                "/META-INF/MANIFEST.MF",
                "/logback.xml"
            })
    void shouldGiveNoFileAwayThatIsNotThePages(String path) throws Exception {
        start("127.0.0.1", Set.of(), "");

        String answer = get(path, "localhost");

        assertThat(status(answer)).isBetween(400, 404);
        assertThat(answer).doesNotContain("root:", "Manifest-Version", "\u00ca\u00fe\u00ba\u00be");
        assertTellsNothingInternal(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/status",
                "/api/status/",
                "/api/status?token=",
                "//api/status",
                "/api//status",
                "/api/status;x=1",
                "/api;x=1/status",
                "/./api/status",
                "/page.js/../api/status",
                "/%61pi/status",
                "/api%2fstatus",
                "/API/status",
                "/health/live/../../api/status",
                "/metrics",
                "/metrics/",
                "/%6detrics"
            })
    void shouldNotBeTalkedRoundTheToken(String path) throws Exception {
        start("127.0.0.1", Set.of(), "a token");

        String answer = get(path, "localhost");

        assertThat(status(answer)).isBetween(400, 404);
        assertThat(answer).doesNotContain("everything", "jvm_");
        assertTellsNothingInternal(answer);
    }

    @Test
    void shouldTellWhyItIsUnwellOnlyToWhoMayKnow() throws Exception {
        start("127.0.0.1", Set.of(), "a token");

        String stranger = get("/health/ready", "localhost");
        String friend = get("/health/ready", "localhost", "Authorization: Bearer a token\r\n");

        assertThat(status(stranger)).isEqualTo(503);
        assertThat(stranger).contains("DOWN").doesNotContain(INTERNAL);
        assertThat(status(friend)).isEqualTo(503);
        assertThat(friend).contains(INTERNAL);
    }

    @Test
    void shouldTellNothingInternalWhenSomethingBreaks() throws Exception {
        start("127.0.0.1", Set.of(), "");

        assertThat(status(get("/api/roster", "localhost"))).isEqualTo(500);
        assertThat(get("/nothing", "localhost")).contains("X-Content-Type-Options: nosniff", "frame-ancestors 'none'");
        for (String answer : List.of(
                get("/api/roster", "localhost"),
                get("/nothing", "localhost"),
                get("/api/history?since=yesterday", "localhost"),
                get("/" + "x".repeat(20_000), "localhost"),
                get("/%zz", "localhost"),
                send("POST /api/status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
                send("GET / HTTP/9.9\r\n\r\n"),
                send("nonsense\r\n\r\n"))) {
            assertThat(status(answer)).as(answer).isBetween(400, 505);
            assertTellsNothingInternal(answer);
        }
    }

    @Test
    void shouldReadNoMoreOfAnImageThanItMayHave() throws Exception {
        start("127.0.0.1", Set.of(), "");

        // All but the head of a gigabyte is still to come
        String answer = send("POST /api/images HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\n"
                + "Content-Length: 1000000000\r\n\r\n" + "x".repeat(MOST_BYTES + 1));

        assertThat(status(answer)).isEqualTo(413);
        assertThat(answer).contains("http.submit.max.bytes", "Connection: close");
    }

    private static void assertTellsNothingInternal(String answer) {
        assertThat(answer)
                .doesNotContainIgnoringCase(
                        "jetty", "javalin", "servlet", "Exception", "\tat ", "dev.consilium", INTERNAL)
                .doesNotContain("Server: ");
    }

    private void start(String host, Set<String> allowed, String token) {
        server = Optional.of(AppServer.start(
                new HttpSettings(host, 0, Optional.of(token).filter(text -> !text.isEmpty()), allowed),
                new AppServer.Sources(
                        () -> new Health(true, false, List.of(INTERNAL)),
                        () -> {
                            throw new IllegalStateException(INTERNAL);
                        },
                        () -> Map.of("status", "everything"),
                        since -> List.of(),
                        List::of,
                        watch,
                        Optional.of(submission),
                        () -> "",
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))));
    }

    private String get(String path, String host) throws IOException {
        return get(path, host, "");
    }

    private String get(String path, String host, String headers) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + headers + "\r\n");
    }

    private String send(String request) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), server.orElseThrow().port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }
}
