package dev.consilium.streams.http;

import java.util.Optional;
import java.util.Set;

/**
 * How HTTP is served.
 *
 * @param host that is bound to
 * @param port 0: any free one
 * @param token that requests must bring; empty: none
 * @param allowedHosts names that requests may have in their Host header, in lower case, beside localhost and addresses
 */
public record HttpSettings(String host, int port, Optional<String> token, Set<String> allowedHosts) {

    public HttpSettings {
        allowedHosts = Set.copyOf(allowedHosts);
    }

    /** Without the token, which is nobody's business. */
    @Override
    public String toString() {
        return "http://" + host + ":" + port + (token.isPresent() ? " with a token" : "");
    }
}
