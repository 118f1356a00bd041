package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.load.Answer;
import dev.consilium.ops.demo.ImageEnds;
import dev.consilium.ops.demo.OffsetTally;
import java.util.ArrayList;
import java.util.List;

/** Each answer is in the partition number of its image, behind that of the image before it. One thread. */
final class OrderPerPartition implements Guarantee {

    private final OffsetTally tally = new OffsetTally();

    @Override
    public void hear(Answer answer) {
        tally.add(answer.at().topic(), answer.at().partition(), answer.imagePartition(), answer.imageOffset());
    }

    long outOfOrder() {
        return tally.outOfOrder();
    }

    long misplaced() {
        return tally.misplaced();
    }

    @Override
    public List<String> violations(ImageEnds images) {
        List<String> violations = new ArrayList<>();
        if (outOfOrder() > 0) {
            violations.add(outOfOrder() + " answers have overtaken another");
        }
        if (misplaced() > 0) {
            violations.add(misplaced() + " answers are in another partition than their image");
        }
        return violations;
    }
}
