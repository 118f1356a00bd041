package dev.consilium.trainer.data;

import dev.consilium.avro.Image;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;

/** Some images of others, in a given order. */
public final class Selection implements LabelledImages {
    private final LabelledImages from;
    private final int[] indices;

    private Selection(LabelledImages from, int[] indices) {
        this.from = from;
        this.indices = indices;
    }

    /** Those whose class is wanted, in their order. */
    public static LabelledImages ofClasses(LabelledImages images, IntPredicate wanted) {
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            if (wanted.test(images.label(i))) {
                chosen.add(i);
            }
        }
        return new Selection(images, toArray(chosen));
    }

    /** About {@code count} images drawn by the seed, all classes in turn, so that few images are still of all classes. */
    public static LabelledImages balanced(LabelledImages images, int count, long seed) {
        return images.size() <= count
                ? images
                : new Selection(images, toArray(inTurn(images, seed).subList(0, count)));
    }

    /** Two parts: {@link #balanced} ones and the rest. */
    static List<LabelledImages> split(LabelledImages images, int count, long seed) {
        List<Integer> order = inTurn(images, seed);
        return List.of(
                new Selection(images, toArray(order.subList(0, count))),
                new Selection(images, toArray(order.subList(count, order.size()))));
    }

    private static List<Integer> inTurn(LabelledImages images, long seed) {
        List<List<Integer>> byClass = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            while (byClass.size() <= images.label(i)) {
                byClass.add(new ArrayList<>());
            }
            byClass.get(images.label(i)).add(i);
        }
        Random random = new Random(seed);
        byClass.forEach(members -> Collections.shuffle(members, random));
        List<Integer> order = new ArrayList<>(images.size());
        for (int round = 0; order.size() < images.size(); round++) {
            for (List<Integer> members : byClass) {
                if (round < members.size()) {
                    order.add(members.get(round));
                }
            }
        }
        return order;
    }

    private static int[] toArray(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public int label(int index) {
        return from.label(indices[index]);
    }

    @Override
    public Image image(int index) throws IOException {
        return from.image(indices[index]);
    }

    @Override
    public String name(int index) {
        return from.name(indices[index]);
    }
}
