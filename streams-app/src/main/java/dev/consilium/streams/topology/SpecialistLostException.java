package dev.consilium.streams.topology;

/** Every image needs a specialist whose forward does not come back: only a new process helps. */
final class SpecialistLostException extends RuntimeException {

    SpecialistLostException(String message) {
        super(message);
    }
}
