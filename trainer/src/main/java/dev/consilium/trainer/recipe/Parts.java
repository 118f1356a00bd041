package dev.consilium.trainer.recipe;

import dev.consilium.trainer.data.DecodedImages;
import dev.consilium.trainer.plan.PlannedSpecialist;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Which images a specialist is trained and measured on, by their indices. */
final class Parts {
    /** Of its classes. */
    final int[] own;
    /** Of other classes; empty when it sees none. */
    final int[] others;
    /** Of all classes, not trained on; empty without early stopping. */
    final int[] heldOut;

    private Parts(int[] own, int[] others, int[] heldOut) {
        this.own = own;
        this.others = others;
        this.heldOut = heldOut;
    }

    /** @throws IllegalArgumentException when a class has no image to train on, or there is none of other classes to learn from */
    static Parts of(PlannedSpecialist specialist, Recipe recipe, DecodedImages images) {
        int[] heldOut = recipe.earlyStopping()
                .map(stopping -> drawn(images.size(), stopping.share(), recipe.seed()))
                .orElse(new int[0]);
        int[] trained = IntStream.range(0, images.size())
                .filter(index -> Arrays.binarySearch(heldOut, index) < 0)
                .toArray();
        int[] own = IntStream.of(trained)
                .filter(index -> specialist.classes().contains(images.label(index)))
                .toArray();
        requireAllClasses(specialist, images, own);
        if (!recipe.outliers().seesOthers()) {
            return new Parts(own, new int[0], heldOut);
        }
        int[] others = IntStream.of(trained)
                .filter(index -> !specialist.classes().contains(images.label(index)))
                .toArray();
        if (others.length == 0) {
            throw new IllegalArgumentException("Specialist " + specialist.name()
                    + " knows all classes that there are images of: outliers "
                    + recipe.outliers().text() + " needs images of others.");
        }
        return new Parts(own, others, heldOut);
    }

    /** How many of the own images are of each class, in the order of the classes. */
    long[] ownCounts(List<Integer> classes, DecodedImages images) {
        long[] counts = new long[classes.size()];
        for (int index : own) {
            counts[classes.indexOf(images.label(index))]++;
        }
        return counts;
    }

    /** In ascending order; the same for all specialists, so that they can be measured together. */
    private static int[] drawn(int images, double share, long seed) {
        int[] order = IntStream.range(0, images).toArray();
        int count = (int) Math.ceil(images * share);
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            int j = i + random.nextInt(images - i);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        int[] drawn = Arrays.copyOf(order, count);
        Arrays.sort(drawn);
        return drawn;
    }

    private static void requireAllClasses(PlannedSpecialist specialist, DecodedImages images, int[] own) {
        List<Integer> missing = specialist.classes().stream()
                .filter(wanted -> IntStream.of(own).noneMatch(index -> images.label(index) == wanted))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "Specialist " + specialist.name() + " has no training image of classes " + missing + ".");
        }
    }
}
