package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.load.Answer;
import dev.consilium.ops.demo.ImageEnds;
import dev.consilium.specialist.image.BadImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Each dead letter says why, and the reason is the image: no fault of anything else makes one. Each damaged image is one.
 * One thread.
 */
final class ReasonForEveryDeadLetter implements Guarantee {

    private static final String OF_THE_IMAGE = BadImageException.class.getName();

    private final long damaged;
    private final Map<String, Long> otherReasons = new TreeMap<>();
    private long deadLetters;
    private long silent;

    /** @param damaged images that cannot be decoded, of all that were sent */
    ReasonForEveryDeadLetter(long damaged) {
        this.damaged = damaged;
    }

    @Override
    public void hear(Answer answer) {
        if (answer instanceof Answer.Buried buried) {
            deadLetters++;
            String exception = buried.exception().orElse("");
            String message = buried.message().orElse("");
            if (exception.isBlank() || message.isBlank()) {
                silent++;
            } else if (!exception.equals(OF_THE_IMAGE)) {
                otherReasons.merge(exception + ": " + message, 1L, Long::sum);
            }
        }
    }

    long deadLetters() {
        return deadLetters;
    }

    @Override
    public List<String> violations(ImageEnds images) {
        List<String> violations = new ArrayList<>();
        if (silent > 0) {
            violations.add(silent + " dead letters do not say why");
        }
        otherReasons.forEach((reason, count) ->
                violations.add(count + " images are dead letters for what is not wrong with them: " + reason));
        if (deadLetters != damaged) {
            violations.add(deadLetters + " images are dead letters, and " + damaged + " were damaged");
        }
        return violations;
    }
}
