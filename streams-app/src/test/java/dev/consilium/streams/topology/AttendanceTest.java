package dev.consilium.streams.topology;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.consilium.schemas.Topics;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.torch.UnusableModelException;
import dev.consilium.streams.circuit.BackOff;
import dev.consilium.streams.circuit.CircuitBreakers;
import dev.consilium.streams.metrics.Meters;
import dev.consilium.streams.roster.Roster;
import dev.consilium.streams.roster.Seat;
import dev.consilium.streams.topology.TopologyConfig.Unavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether an image is admitted when specialists cannot answer; the clock is moved by hand. */
class AttendanceTest {

    private static final TopologyConfig CONFIG =
            TopologyConfig.of(Topics.defaults(), List.of("s0", "s1")).withDeadline(Duration.ofSeconds(30));

    private Duration now = Duration.ofDays(1);
    private final CircuitBreakers circuits =
            new CircuitBreakers(BackOff.defaults(), () -> now.toNanos(), new Meters(new SimpleMeterRegistry()));
    private List<Seat> seats = List.of();
    private Roster roster;

    @BeforeEach
    void load() throws UnusableModelException {
        seats = List.of(DrivenTopology.seat(TinyModule.LOW, 0, "v1"), DrivenTopology.seat(TinyModule.HIGH, 1, "v1"));
        roster = Roster.of(seats, 1);
    }

    @AfterEach
    void close() {
        roster.release();
        seats.forEach(seat -> seat.model().close());
    }

    @Test
    void shouldAdmitImagesWhenEverybodyIsAsked() {
        assertThatCode(() -> new Attendance(CONFIG, circuits).require(roster)).doesNotThrowAnyException();
    }

    @Test
    void shouldLetImagesWaitForASpecialistThatIsNeeded() {
        // When
        circuits.of(seats.get(1)).failed("it fails on test images too");

        // Then
        assertThatExceptionOfType(OutOfQuorumException.class)
                .isThrownBy(() -> new Attendance(CONFIG, circuits).require(roster))
                .withMessageContaining("s1@v1")
                .withMessageContaining("it fails on test images too");
    }

    @Test
    void shouldAdmitImagesThatTheOthersCanAnswer() {
        // When
        circuits.of(seats.get(1)).failed("it fails on test images too");

        // Then
        assertThatCode(() -> new Attendance(CONFIG.withQuorum(1), circuits).require(roster))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldAdmitImagesThatAreNotToWait() {
        // When
        circuits.of(seats.get(1)).failed("it fails on test images too");

        // Then
        assertThatCode(() -> new Attendance(CONFIG.withUnavailable(Unavailable.DEAD_LETTER), circuits).require(roster))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldGiveTheProcessUpWhenASpecialistThatIsNeededHangsForTooLong() {
        // Given
        Attendance attendance = new Attendance(CONFIG, circuits);
        circuits.of(seats.get(1)).hung("no answer");

        // When, then
        now = now.plusSeconds(60);
        assertThatExceptionOfType(OutOfQuorumException.class).isThrownBy(() -> attendance.require(roster));
        now = now.plusSeconds(1);
        assertThatExceptionOfType(SpecialistLostException.class)
                .isThrownBy(() -> attendance.require(roster))
                .withMessageContaining("s1@v1")
                .withMessageContaining("hangs for 61 s");
        // With a quorum the others go on.
        assertThatCode(() -> new Attendance(CONFIG.withQuorum(1), circuits).require(roster))
                .doesNotThrowAnyException();
    }
}
