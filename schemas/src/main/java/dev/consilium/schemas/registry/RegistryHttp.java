package dev.consilium.schemas.registry;

import dev.consilium.schemas.registry.RegistryException.Outage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests to the registry's addresses: the one that answered last is asked first, when it fails the next, when all fail all again
 * after a pause. Safe for many threads.
 */
final class RegistryHttp {

    /** An answer that was meant for us: no outage. {@code address} is free of credentials. */
    record Answer(int status, String body, URI address) {}

    private static final Logger LOG = LoggerFactory.getLogger(RegistryHttp.class);
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

    private final List<URI> addresses;
    private final AtomicInteger preferred = new AtomicInteger();
    private final HttpClient client;
    private final Credentials credentials;
    private final Backoff backoff;
    private final Duration answerWithin;

    /** @throws ConfigException naming the key that is wrong */
    RegistryHttp(AvroSerdeConfig config) {
        this.addresses = config.getList(AvroSerdeConfig.URL).stream()
                .map(RegistryHttp::address)
                .toList();
        this.credentials = new Credentials(config);
        this.backoff = Backoff.from(config);
        this.answerWithin = config.connectTimeout().plus(config.readTimeout());
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(config.connectTimeout());
        String proxy = config.getString(AvroSerdeConfig.PROXY_HOST);
        if (proxy != null) {
            builder.proxy(ProxySelector.of(new InetSocketAddress(proxy, config.getInt(AvroSerdeConfig.PROXY_PORT))));
        }
        Tls.from(config).ifPresent(tls -> builder.sslContext(tls.context()).sslParameters(tls.parameters()));
        this.client = builder.build();
    }

    Answer get(String path) throws Outage {
        return exchange(path, HttpRequest.newBuilder().GET());
    }

    Answer post(String path, String json) throws Outage {
        return exchange(
                path,
                HttpRequest.newBuilder()
                        .header("Content-Type", CONTENT_TYPE)
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private Answer exchange(String path, HttpRequest.Builder request) throws Outage {
        request.header("Accept", CONTENT_TYPE + ", application/json").timeout(answerWithin);
        for (int round = 0; ; round++) {
            List<Outage> failures = new ArrayList<>();
            int first = preferred.get();
            for (int i = 0; i < addresses.size(); i++) {
                int index = (first + i) % addresses.size();
                try {
                    Answer answer = send(addresses.get(index), path, request);
                    preferred.set(index);
                    return answer;
                } catch (Outage e) {
                    failures.add(e);
                }
            }
            if (round == backoff.retries() || failures.stream().noneMatch(Outage::isBrief)) {
                throw all(failures, round);
            }
            Duration pause = backoff.beforeRetry(round);
            LOG.atWarn()
                    .addKeyValue("failure", failures.get(0).getMessage())
                    .addKeyValue("retryInMillis", pause.toMillis())
                    .log("schema registry unavailable");
            sleep(pause);
        }
    }

    private Answer send(URI address, String path, HttpRequest.Builder template) throws Outage {
        HttpRequest.Builder request = template.copy().uri(URI.create(withoutUserInfo(address) + path));
        credentials.headersFor(address).forEach(request::header);
        URI shown = URI.create(withoutUserInfo(address));
        // The request's own timeout ends with the headers; a body that stalls is ours to watch.
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        try {
            HttpResponse<String> response = answer.get(answerWithin.toMillis(), TimeUnit.MILLISECONDS);
            int status = response.statusCode();
            if (status == 401 || status == 403) {
                throw Outage.lasting("the schema registry at " + shown + " refuses our credentials (status " + status
                        + "): check basic.auth.* or bearer.auth.*");
            }
            if (status == 408 || status == 429 || status >= 500) {
                throw Outage.brief("the schema registry at " + shown + " answers with status " + status, null);
            }
            return new Answer(status, response.body(), shown);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw Outage.brief(
                        "the schema registry at " + shown + " does not answer (" + cause
                                + "): is it up, and schema.registry.url right?",
                        cause);
            }
            throw Outage.brief("the schema registry at " + shown + " could not be asked (" + e.getCause() + ")", e);
        } catch (TimeoutException e) {
            throw Outage.brief(
                    "the schema registry at " + shown + " gave no whole answer within " + answerWithin.toMillis()
                            + " ms",
                    e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } finally {
            answer.cancel(true);
        }
    }

    private static Outage all(List<Outage> failures, int retries) {
        StringBuilder message = new StringBuilder();
        failures.forEach(
                failure -> message.append(message.isEmpty() ? "" : "; ").append(failure.getMessage()));
        Outage outage = Outage.brief(
                message.append(" (after ").append(retries).append(" retries)").toString(), failures.get(0));
        failures.stream().skip(1).forEach(outage::addSuppressed);
        return outage;
    }

    private static URI address(String text) {
        String trimmed = text.strip();
        try {
            URI uri = new URI(trimmed.endsWith("/") ? trimmed.substring(0, trimmed.length() - 1) : trimmed);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Reported below, without the text, which may hold a password.
        }
        throw new ConfigException(AvroSerdeConfig.URL + " has an entry that is no address like http://host:8081");
    }

    private static String withoutUserInfo(URI address) {
        String userInfo = address.getRawUserInfo();
        return userInfo == null ? address.toString() : address.toString().replace(userInfo + "@", "");
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
