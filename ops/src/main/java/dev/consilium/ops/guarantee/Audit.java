package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.load.Answer;
import dev.consilium.ops.demo.ImageEnds;
import dev.consilium.schemas.roster.VersionKey;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** All guarantees, looking at the same answers. One thread. */
final class Audit {

    private final EveryImageAnsweredOnce once = new EveryImageAnsweredOnce();
    private final OrderPerPartition order = new OrderPerPartition();
    private final OnlyRosterVersionsAnswer versions;
    private final ReasonForEveryDeadLetter reasons;
    private final List<Guarantee> guarantees;

    /**
     * Has heard nothing yet.
     *
     * @param allowed good versions that were on the roster at some time
     * @param damaged images that cannot be decoded, of all that were sent
     * @param peakBytes the most that any instance ever had resident
     */
    Audit(Set<VersionKey> allowed, long damaged, OptionalLong peakBytes) {
        versions = new OnlyRosterVersionsAnswer(allowed);
        reasons = new ReasonForEveryDeadLetter(damaged);
        guarantees = List.of(once, order, versions, reasons, new BoundedMemory(peakBytes));
    }

    void hear(Answer answer) {
        guarantees.forEach(guarantee -> guarantee.hear(answer));
    }

    Fates fates(ImageEnds images) {
        return new Fates(
                images.total(),
                once.lost(images),
                once.duplicated(),
                order.outOfOrder(),
                order.misplaced(),
                reasons.deadLetters(),
                versions.naming());
    }

    /** Of all guarantees. */
    List<String> violations(ImageEnds images) {
        return guarantees.stream()
                .flatMap(guarantee -> guarantee.violations(images).stream())
                .toList();
    }
}
