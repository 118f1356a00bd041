package dev.consilium.ops.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;

/** Whether anything listens at an address, whatever language it speaks. */
final class PortProbe {

    private static final int PATIENCE_MILLIS = 2_000;

    private PortProbe() {}

    /**
     * Tries each.
     *
     * @param addresses host:port, comma separated
     * @return why the last one is closed; empty when one is open
     */
    static Optional<String> whyClosed(String addresses) {
        String why = "";
        for (String address : List.of(addresses.split(",", -1))) {
            try (Socket socket = new Socket()) {
                socket.connect(parse(address.strip()), PATIENCE_MILLIS);
                return Optional.empty();
            } catch (IOException | IllegalArgumentException e) {
                why = Causes.text(e);
            }
        }
        return Optional.of(why);
    }

    private static InetSocketAddress parse(String address) throws IOException {
        int colon = address.lastIndexOf(':');
        if (colon < 1) {
            throw new IOException(address + " is not host:port");
        }
        InetSocketAddress parsed = new InetSocketAddress(
                address.substring(address.indexOf("://") < 0 ? 0 : address.indexOf("://") + 3, colon),
                Integer.parseInt(address.substring(colon + 1)));
        if (parsed.isUnresolved()) {
            throw new IOException("no address is known for " + parsed.getHostString());
        }
        return parsed;
    }
}
