package dev.consilium.streams.http;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.streams.submit.ImageSubmission;
import dev.consilium.streams.watch.ConsultationWatch;
import dev.consilium.streams.watch.HistoryPoint;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.sse.SseHandler;
import io.javalin.http.staticfiles.Location;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The app's HTTP endpoints: {@code /} (the page), {@code /health/live}, {@code /health/ready}, {@code /metrics}, and under
 * {@code /api} what the page shows and asks for. Health and the page's own files are open; all else needs the token, if there is one.
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
     * @param status all of this instance at a moment; any value that Jackson writes as JSON
     * @param history the points since a moment, in milliseconds
     * @param rollouts the latest events of this instance, oldest first
     * @param watch shows consultations
     * @param submission takes images; empty: HTTP is read-only
     * @param topology Kafka Streams' description of the running topology
     * @param metrics scraped by Prometheus
     */
    public record Sources(
            Supplier<Health> health,
            Supplier<?> roster,
            Supplier<?> status,
            LongFunction<List<HistoryPoint>> history,
            Supplier<List<RolloutEvent>> rollouts,
            ConsultationWatch watch,
            Optional<ImageSubmission> submission,
            Supplier<String> topology,
            PrometheusMeterRegistry metrics) {}

    /**
     * Binds and serves.
     *
     * @throws io.javalin.util.JavalinBindException when the port is taken
     */
    public static AppServer start(HttpSettings settings, Sources sources) {
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.staticFiles.add("/dev/consilium/streams/http/page", Location.CLASSPATH);
            BearerToken token = new BearerToken(settings.token());
            config.routes.before(AppServer::secure);
            config.routes.before(HostCheck.of(settings));
            config.routes.exception(HttpResponseException.class, AppServer::refuse);
            open(config.routes, sources, token);
            guarded(config.routes, sources, token);
        });
        javalin.start(settings.host(), settings.port());
        AppServer server = new AppServer(javalin, settings.host());
        LOG.atInfo().addKeyValue("address", server.address()).log("Serving HTTP");
        return server;
    }

    /** Whether it is well is for everybody; why not names what is behind it. */
    private static void open(RoutesConfig routes, Sources sources, BearerToken token) {
        routes.get("/health/live", context -> {
            Health health = sources.health().get();
            answer(context, health.live(), token.isBroughtBy(context) ? health.reasons() : List.of());
        });
        routes.get("/health/ready", context -> {
            Health health = sources.health().get();
            answer(context, health.live() && health.ready(), token.isBroughtBy(context) ? health.reasons() : List.of());
        });
    }

    private static void guarded(RoutesConfig routes, Sources sources, BearerToken token) {
        routes.get("/metrics", token.guard(context -> {
            context.contentType("text/plain; version=0.0.4; charset=utf-8");
            context.result(sources.metrics().scrape());
        }));
        routes.get(
                "/api/roster",
                token.guard(context -> context.json(sources.roster().get())));
        routes.get(
                "/api/status",
                token.guard(context -> context.json(sources.status().get())));
        routes.get(
                "/api/history",
                token.guard(context -> context.json(sources.history()
                        .apply(context.queryParamAsClass("since", Long.class).getOrDefault(0L)))));
        routes.get(
                "/api/rollouts",
                token.guard(context -> context.json(
                        sources.rollouts().get().stream().map(RolloutView::of).toList())));
        routes.get("/api/consultations", token.guard(new SseHandler(new ConsultationStream(sources.watch()))));
        routes.post("/api/images", token.guard(new ImageEndpoint(sources.submission())));
        routes.get(
                "/api/topology",
                token.guard(context -> context.contentType(ContentType.TEXT_PLAIN)
                        .result(sources.topology().get())));
    }

    private static void secure(Context context) {
        context.header("X-Content-Type-Options", "nosniff");
        // Pictures come as data URIs; those that are dropped on the page are shown from memory.
        context.header(
                "Content-Security-Policy",
                "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'none';"
                        + " frame-ancestors 'none'");
        context.header("Cross-Origin-Resource-Policy", "same-origin");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cache-Control", "no-store");
    }

    private static void answer(Context context, boolean good, List<String> reasons) {
        context.status(good ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
        context.json(Map.of("status", good ? "UP" : "DOWN", "reasons", reasons));
    }

    /** What Javalin refuses, or we do, in the form of all refusals. */
    private static void refuse(HttpResponseException refusal, Context context) {
        context.status(refusal.getStatus()).json(Map.of("error", String.valueOf(refusal.getMessage())));
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
