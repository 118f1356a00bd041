package dev.consilium.streams.topology;

/** So many specialists cannot answer that no prediction can be made. The image waits. */
final class OutOfQuorumException extends RuntimeException {

    OutOfQuorumException(String message) {
        super(message);
    }
}
