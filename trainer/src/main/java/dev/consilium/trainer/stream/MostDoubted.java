package dev.consilium.trainer.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Of many answers those to be doubted most, one for each image id: the last. Holds twice as many as are wanted at most, however many are
 * offered; so an image that is answered again and is no longer in doubt makes room for another.
 *
 * <p>One thread only.
 */
final class MostDoubted {

    private final int wanted;
    private final Map<String, Answer> byImage = new HashMap<>();
    private final TreeSet<Answer> ranked = new TreeSet<>(Answer.ORDER);

    MostDoubted(int wanted) {
        this.wanted = wanted;
    }

    void offer(Answer answer) {
        Answer before = byImage.get(answer.image().imageId());
        if (before != null) {
            if (answer.decidedAt().isBefore(before.decidedAt())) {
                return;
            }
            ranked.remove(before);
        }
        byImage.put(answer.image().imageId(), answer);
        ranked.add(answer);
        if (ranked.size() > 2L * wanted) {
            byImage.remove(ranked.pollLast().image().imageId());
        }
    }

    /** Forgets what was said of an image. */
    void drop(String imageId) {
        Answer before = byImage.remove(imageId);
        if (before != null) {
            ranked.remove(before);
        }
    }

    /** In order. */
    List<Answer> answers() {
        return ranked.stream().limit(wanted).toList();
    }
}
