package dev.consilium.streams.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/**
 * Lets requests through that bring the token ({@code Authorization: Bearer ...}); all of them when none is set. Any thread.
 */
final class BearerToken {

    private static final String SCHEME = "Bearer ";

    private final Optional<byte[]> token;

    BearerToken(Optional<String> token) {
        this.token = token.map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same, for whoever brings the token; 401 for everybody else. */
    Handler guard(Handler handler) {
        return context -> {
            if (isBroughtBy(context)) {
                handler.handle(context);
            } else {
                context.header(Header.WWW_AUTHENTICATE, "Bearer realm=\"consilium\"");
                context.status(HttpStatus.UNAUTHORIZED)
                        .json(Map.of("error", "Send the token of http.token: Authorization: Bearer ..."));
            }
        };
    }

    /** Whether the request may see all; anybody's when there is no token. */
    boolean isBroughtBy(Context context) {
        if (token.isEmpty()) {
            return true;
        }
        String header = context.header(Header.AUTHORIZATION);
        // Takes as long for a wrong token as for the right one.
        return header != null
                && header.startsWith(SCHEME)
                && MessageDigest.isEqual(
                        token.get(), header.substring(SCHEME.length()).trim().getBytes(StandardCharsets.UTF_8));
    }
}
