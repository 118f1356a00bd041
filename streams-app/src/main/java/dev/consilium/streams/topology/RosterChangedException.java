package dev.consilium.streams.topology;

/** The roster has other members than the topology has nodes, until Streams is restarted. The image waits. */
final class RosterChangedException extends RuntimeException {

    RosterChangedException(String message) {
        super(message);
    }
}
