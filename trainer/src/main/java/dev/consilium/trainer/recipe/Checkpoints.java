package dev.consilium.trainer.recipe;

import java.nio.file.Path;

/**
 * Where trainings write after each epoch what is needed to go on from there: one file a specialist.
 *
 * @param folder made when it is missing
 * @param resume whether to go on from what is there; otherwise it is written over
 */
public record Checkpoints(Path folder, boolean resume) {

    /** A specialist's. */
    public Path file(String specialist) {
        return folder.resolve(specialist + ".checkpoint");
    }
}
