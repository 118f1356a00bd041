package dev.consilium.streams.ledger.model;

import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * A partition in the hands of an instance: in its memory, and lost with it.
 *
 * @param epoch in which it was given the partition
 * @param start the first image that it has read
 * @param position the next image that it will read
 * @param answered a bit for each image that the scorers have answered
 * @param forwarded a bit for each image whose outcome was sent
 */
record Task(int partition, int epoch, int start, int position, int answered, int forwarded) {

    static Task at(int partition, int epoch, int offset) {
        return new Task(partition, epoch, offset, offset, 0, 0);
    }

    Task read() {
        return new Task(partition, epoch, start, position + 1, answered, forwarded);
    }

    Task answer(int image) {
        return new Task(partition, epoch, start, position, answered | 1 << image, forwarded);
    }

    Task forward(int image) {
        return new Task(partition, epoch, start, position, answered, forwarded | 1 << image);
    }

    /** Images whose answer is awaited. */
    IntStream asked() {
        return unforwarded().filter(image -> (answered & 1 << image) == 0);
    }

    /** Images that are answered and whose outcome has not been sent. */
    IntStream answers() {
        return unforwarded().filter(image -> (answered & 1 << image) != 0);
    }

    /** The same, if it is the first image in flight: nobody else's outcome may be sent. */
    IntStream firstAnswer() {
        return unforwarded().limit(1).filter(image -> (answered & 1 << image) != 0);
    }

    boolean hasRead(int image) {
        return start <= image && image < position;
    }

    BitSet forwardedImages() {
        return BitSet.valueOf(new long[] {forwarded});
    }

    private IntStream unforwarded() {
        return IntStream.range(start, position).filter(image -> (forwarded & 1 << image) == 0);
    }
}
