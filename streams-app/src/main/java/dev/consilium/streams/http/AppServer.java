package dev.consilium.streams.http;

import io.javalin.Javalin;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.staticfiles.Location;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The app's HTTP endpoints, read-only: {@code /}, {@code /health/live}, {@code /health/ready}, {@code /metrics},
 * {@code /api/roster}, {@code /api/topology}.
 *
 * <p>Requests run on Jetty's threads; the sources must be safe to read from them.
 */
public final class AppServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AppServer.class);

    private final Javalin javalin;
    private final String host;

    private AppServer(Javalin javalin, String host) {
        this.javalin = javalin;
        this.host = host;
    }

    /**
     * What the endpoints show.
     *
     * @param health asked at each probe
     * @param roster any value that Jackson writes as JSON
     * @param topology Kafka Streams' description of the running topology
     * @param metrics scraped by Prometheus
     */
    public record Sources(
            Supplier<Health> health, Supplier<?> roster, Supplier<String> topology, PrometheusMeterRegistry metrics) {}

    /**
     * Binds and serves.
     *
     * @param port 0: any free one, see {@link #port()}
     * @throws io.javalin.util.JavalinBindException when the port is taken
     */
    public static AppServer start(String host, int port, Sources sources) {
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.staticFiles.add("/dev/consilium/streams/http/page", Location.CLASSPATH);
            config.routes.before(AppServer::secure);
            config.routes.get("/health/live", context -> {
                Health health = sources.health().get();
                answer(context, health.live(), health);
            });
            config.routes.get("/health/ready", context -> {
                Health health = sources.health().get();
                answer(context, health.live() && health.ready(), health);
            });
            config.routes.get("/metrics", context -> {
                context.contentType("text/plain; version=0.0.4; charset=utf-8");
                context.result(sources.metrics().scrape());
            });
            config.routes.get(
                    "/api/roster", context -> context.json(sources.roster().get()));
            config.routes.get(
                    "/api/topology",
                    context -> context.contentType(ContentType.TEXT_PLAIN)
                            .result(sources.topology().get()));
        });
        javalin.start(host, port);
        AppServer server = new AppServer(javalin, host);
        LOG.atInfo().addKeyValue("address", server.address()).log("Serving HTTP");
        return server;
    }

    private static void secure(Context context) {
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
        context.header("Cache-Control", "no-store");
    }

    private static void answer(Context context, boolean good, Health health) {
        context.status(good ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
        context.json(Map.of("status", good ? "UP" : "DOWN", "reasons", health.reasons()));
    }

    public int port() {
        return javalin.port();
    }

    public String address() {
        return "http://" + host + ":" + port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
