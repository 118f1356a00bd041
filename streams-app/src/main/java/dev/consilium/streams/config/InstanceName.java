package dev.consilium.streams.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** How an instance is called on {@code rollouts} and in the log. */
final class InstanceName {

    private InstanceName() {}

    /** @param id of a static member, which is its name; blank: one that need not be stable */
    static String of(String id) {
        return id.isBlank() ? hostName() + "-" + ProcessHandle.current().pid() : id.trim();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
