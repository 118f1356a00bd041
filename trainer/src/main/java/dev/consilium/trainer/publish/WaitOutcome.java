package dev.consilium.trainer.publish;

import dev.consilium.avro.RolloutEvent;
import java.util.List;
import java.util.Set;

/** How a roll-out went, as far as somebody waited for it. */
public sealed interface WaitOutcome {

    /**
     * Every instance serves every version.
     *
     * @param instances that serve
     * @param silent that served before and have not been heard of since; taken as gone
     */
    record Served(Set<String> instances, Set<String> silent) implements WaitOutcome {}

    /**
     * Instances refused.
     *
     * @param refusals one event for each version and instance; the reason is in it
     */
    record Refused(List<RolloutEvent> refusals) implements WaitOutcome {}

    /**
     * Not within the limit.
     *
     * @param missing instances that do not serve yet; empty when no instance was heard of at all
     */
    record Unfinished(Set<String> missing) implements WaitOutcome {}
}
