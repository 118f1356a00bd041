package dev.consilium.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.Confidence;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.streams.fixture.TestImages;
import dev.consilium.streams.ledger.LedgerEntry;
import dev.consilium.streams.metrics.Meters;
import dev.consilium.streams.roster.Roster;
import dev.consilium.streams.roster.Seat;
import dev.consilium.streams.topology.Consultation.Legible;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class RulingTest extends DrivenTopology {

    private static final TopicPartition PARTITION = new TopicPartition("images", 0);

    /** Is given just after somebody has looked whether it is. */
    private static final class Arriving extends CompletableFuture<Confidence> {
        private boolean looked;

        @Override
        public boolean isDone() {
            boolean done = looked;
            looked = true;
            return done;
        }
    }

    @Test
    void shouldCallAnOpinionLateThatIsGivenWhileTheVerdictIsMade() throws Exception {
        // Given
        Seat seat = seat(TinyModule.LOW, 0, "v1");
        Roster roster = Roster.of(List.of(seat), 1);
        LedgerEntry entry = ledger.open(new TaskId(0, 0)).admit(PARTITION, 0);
        SourceImage source = new SourceImage(PARTITION, 0, 0, new RecordHeaders(), null, null);
        Consultation consultation =
                new Consultation(source, entry, 0, 0, 0, 0, new Legible(TestImages.noise("late", 1), roster));
        Arriving opinion = new Arriving();
        opinion.complete(seat.specialist().opinion(new float[5], 0));
        Pending pending = new Pending(consultation, 1);
        pending.add(new Opinion(consultation, "s0", opinion, Optional.empty()));

        // When
        Verdict verdict = new Ruling(TopologyConfig.of(TOPICS, List.of("s0")), new Meters(new SimpleMeterRegistry()))
                .on(pending, Instant.EPOCH);

        // Then
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Undecided.class,
                        undecided -> assertThat(undecided.reason())
                                .hasMessageContaining("s0@v1 gave no opinion within 30000 ms"));
        roster.release();
        seat.model().close();
    }
}
