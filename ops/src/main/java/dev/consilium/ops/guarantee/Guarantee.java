package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.load.Answer;
import dev.consilium.ops.demo.ImageEnds;
import java.util.List;

/**
 * Something that is promised, whatever happens to the app. It is told each committed answer once, in the order of its
 * partition, and then asked whether it was kept. One thread.
 */
interface Guarantee {

    /** One more answer. */
    default void hear(Answer answer) {}

    /**
     * What was not kept, a line each; empty when all was.
     *
     * @param images that the broker holds
     */
    List<String> violations(ImageEnds images);
}
