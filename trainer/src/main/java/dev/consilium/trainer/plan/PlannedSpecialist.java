package dev.consilium.trainer.plan;

import java.util.List;

/**
 * A specialist to be trained.
 *
 * @param classes global indices in local order: the order of its outputs
 */
public record PlannedSpecialist(String name, List<Integer> classes) {
    /** @throws IllegalArgumentException when it would know fewer than two classes, or one of them twice */
    public PlannedSpecialist {
        classes = List.copyOf(classes);
        if (classes.size() < 2) {
            // The softmax over one class is 1 whatever the image: such a specialist would always win.
            throw new IllegalArgumentException(
                    "Specialist " + name + " would know " + classes.size() + " class: give it 2 or more.");
        }
        if (classes.stream().distinct().count() < classes.size()) {
            throw new IllegalArgumentException("Specialist " + name + " has a class twice: " + classes + ".");
        }
    }
}
