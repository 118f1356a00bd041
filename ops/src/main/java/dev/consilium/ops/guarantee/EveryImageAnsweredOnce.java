package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.load.Answer;
import dev.consilium.ops.demo.ImageEnds;
import dev.consilium.ops.demo.OffsetTally;
import java.util.ArrayList;
import java.util.List;

/** Each image has one answer, a prediction or a dead letter: none has none, and none has two. One thread. */
final class EveryImageAnsweredOnce implements Guarantee {

    private final OffsetTally tally = new OffsetTally();

    @Override
    public void hear(Answer answer) {
        tally.add(answer.at().topic(), answer.at().partition(), answer.imagePartition(), answer.imageOffset());
    }

    long lost(ImageEnds images) {
        return tally.lost(images.byPartition());
    }

    long duplicated() {
        return tally.duplicated();
    }

    @Override
    public List<String> violations(ImageEnds images) {
        List<String> violations = new ArrayList<>();
        if (lost(images) > 0) {
            violations.add(lost(images) + " images are lost");
        }
        if (duplicated() > 0) {
            violations.add(duplicated() + " answers are second ones");
        }
        return violations;
    }
}
