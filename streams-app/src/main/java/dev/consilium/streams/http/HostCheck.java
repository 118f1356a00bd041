package dev.consilium.streams.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import io.javalin.http.MisdirectedRequestResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Answers no request that was sent to a strange name. A page of another site can point a name of its own at this machine (DNS rebinding),
 * and the browser then takes the app for that site; its requests have that name in their Host header. Addresses cannot be pointed anywhere, so
 * they are always let through. Any thread.
 */
final class HostCheck implements Handler {

    private static final String LOCALHOST = "localhost";
    private static final Pattern PORT = Pattern.compile(":[0-9]*$");
    /** No top-level domain is a number, so that no name looks like this. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-f:.]+]");

    private final Set<String> allowed;
    private final boolean open;

    private HostCheck(Set<String> allowed, boolean open) {
        this.allowed = allowed;
        this.open = open;
    }

    /** Lets any name through where none was set and others than this machine can connect anyway. */
    static HostCheck of(HttpSettings settings) {
        return new HostCheck(
                settings.allowedHosts(), settings.allowedHosts().isEmpty() && !isLoopback(settings.host()));
    }

    @Override
    public void handle(Context context) {
        String host = context.header(Header.HOST);
        // No browser leaves it out.
        if (!open && host != null && !isAllowed(host)) {
            throw new MisdirectedRequestResponse(
                    "This app does not answer to the name in your request's Host header; http.allowed.hosts says which it does");
        }
    }

    private boolean isAllowed(String host) {
        String name = PORT.matcher(host.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
        return name.equals(LOCALHOST) || ADDRESS.matcher(name).matches() || allowed.contains(name);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // Binding says what is wrong.
        }
    }
}
