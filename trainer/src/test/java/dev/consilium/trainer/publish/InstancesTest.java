package dev.consilium.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.roster.VersionKey;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InstancesTest {

    private final Instances instances = new Instances();

    @Test
    void shouldKnowWhoServesAndWhoStopped() {
        // When
        instances.see(event("one", "1", "v1", RolloutState.SERVING));
        instances.see(event("two", "1", "v1", RolloutState.SERVING));
        instances.see(event("two", "1", "v1", RolloutState.DRAINED));
        instances.see(event("a person", "", "v2", RolloutState.DECIDED));

        // Then
        assertThat(instances.alive()).containsExactly("one");
    }

    @Test
    void shouldForgetWhatAnInstanceServedBeforeItWasStartedAgain() {
        // When
        instances.see(event("one", "1", "v1", RolloutState.SERVING));
        instances.see(event("one", "2", "v2", RolloutState.ANNOUNCED));

        // Then
        assertThat(instances.last("one", new VersionKey("living", "v1"))).isEmpty();
        assertThat(instances.last("one", new VersionKey("living", "v2"))).isPresent();
    }

    @Test
    void shouldTellARefusedVersionFromOneThatServed() {
        // Given
        Fitness fitness = new Fitness(Connection.to("unused:1", "http://unused"), Topics.defaults());

        // When
        fitness.see(event("one", "1", "v1", RolloutState.SERVING));
        fitness.see(event("two", "1", "v1", RolloutState.REJECTED));
        fitness.see(event("one", "1", "v2", RolloutState.REJECTED));

        // Then
        assertThat(fitness.unfit()).containsExactly(new VersionKey("living", "v2"));
    }

    private static RolloutEvent event(String instance, String incarnation, String version, RolloutState state) {
        return RolloutEvent.newBuilder()
                .setSpecialist("living")
                .setVersion(version)
                .setInstance(instance)
                .setIncarnation(incarnation)
                .setState(state)
                .setAt(Instant.EPOCH)
                .build();
    }
}
