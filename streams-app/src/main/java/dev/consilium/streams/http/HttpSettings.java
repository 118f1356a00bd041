package dev.consilium.streams.http;

import java.util.Optional;

/**
 * How HTTP is served.
 *
 * @param host that is bound to
 * @param port 0: any free one
 * @param token that requests must bring; empty: none
 */
public record HttpSettings(String host, int port, Optional<String> token) {

    /** Without the token, which is nobody's business. */
    @Override
    public String toString() {
        return "http://" + host + ":" + port + (token.isPresent() ? " with a token" : "");
    }
}
