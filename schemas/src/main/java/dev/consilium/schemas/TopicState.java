package dev.consilium.schemas;

import java.util.List;
import java.util.Map;

/** How one topic stands, for whoever looks without touching anything: see {@link TopicSetup#look}. */
public sealed interface TopicState {

    /** The topic. */
    String name();

    /** What Consilium cannot live with, a sentence each. */
    List<String> problems();

    /** There is none of this name. */
    record Missing(String name) implements TopicState {

        @Override
        public List<String> problems() {
            return List.of("topic '" + name + "' does not exist: create the topics first");
        }
    }

    /**
     * The cluster does not tell.
     *
     * @param reason why, and what to do
     */
    record Hidden(String name, String reason) implements TopicState {

        @Override
        public List<String> problems() {
            return List.of(reason);
        }
    }

    /**
     * It is there.
     *
     * @param replicas of its first partition
     * @param settings its effective settings; empty when we may not read them, and then they are not judged
     * @param contradictions what Consilium cannot live with
     */
    record Present(
            String name, int partitions, int replicas, Map<String, String> settings, List<Contradiction> contradictions)
            implements TopicState {

        public Present {
            settings = Map.copyOf(settings);
            contradictions = List.copyOf(contradictions);
        }

        @Override
        public List<String> problems() {
            return contradictions.stream().map(Contradiction::toString).toList();
        }
    }

    /**
     * A setting that Consilium cannot live with.
     *
     * @param found the setting, what it is, what is wanted and why
     * @param cure what to do
     */
    record Contradiction(String topic, String found, String cure) {

        /** All of it in a sentence. */
        @Override
        public String toString() {
            return "topic '" + topic + "': " + found + ": " + cure;
        }
    }
}
