package dev.consilium.streams.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import dev.consilium.streams.circuit.Circuit.Closed;
import dev.consilium.streams.circuit.Circuit.HalfOpen;
import dev.consilium.streams.circuit.Circuit.Open;
import dev.consilium.streams.metrics.Meters;
import dev.consilium.streams.roster.Roster;
import dev.consilium.streams.roster.Seat;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a specialist is asked; the clock is moved by hand. */
class CircuitBreakersTest {

    private static final BackOff LIMITS = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(8));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Duration now = Duration.ofDays(1);
    private final CircuitBreakers breakers = new CircuitBreakers(LIMITS, () -> now.toNanos(), new Meters(registry));
    private Seat seat;
    private Roster roster;

    @BeforeEach
    void load() throws Exception {
        Specialist specialist = TinySpecialists.specialist(TinyModule.LOW, "low", "v1", 0);
        seat = new Seat(specialist, TinySpecialists.load(TinyModule.LOW, specialist));
        roster = Roster.of(List.of(seat), 1);
    }

    @AfterEach
    void close() {
        seat.model().close();
    }

    @Test
    void shouldAskUntilItFailsTryAfterTheBackOffAndAskAgainOnceItAnswers() {
        // Given
        CircuitBreaker breaker = breakers.of(seat);
        assertThat(breaker.isClosed()).isTrue();
        assertThat(breaker.tryNow()).isFalse();

        // When, then
        breaker.failed("out of memory");
        assertThat(breaker.circuit()).isInstanceOf(Open.class);
        assertThat(breaker.reason()).hasValue("out of memory");
        assertThat(breaker.tryNow()).as("too early").isFalse();
        now = now.plusSeconds(1);
        assertThat(breaker.tryNow()).isTrue();
        assertThat(breaker.circuit()).isInstanceOf(HalfOpen.class);
        assertThat(breaker.isClosed()).isFalse();
        assertThat(breaker.tryNow()).as("one trial at a time").isFalse();
        breaker.answered();
        assertThat(breaker.circuit()).isInstanceOf(Closed.class);
        assertThat(breaker.reason()).isEmpty();
        roster.release();
    }

    @Test
    void shouldWaitTwiceAsLongAfterEachFailedTrialUpToALimit() {
        // Given
        CircuitBreaker breaker = breakers.of(seat);
        breaker.failed("again");

        // When, then
        for (int seconds : new int[] {1, 2, 4, 8, 8}) {
            now = now.plusSeconds(seconds).minusMillis(1);
            assertThat(breaker.tryNow()).as("before %d s", seconds).isFalse();
            now = now.plusMillis(1);
            assertThat(breaker.tryNow()).as("after %d s", seconds).isTrue();
            breaker.failed("again");
        }
        roster.release();
    }

    @Test
    void shouldGoOnWithTheBackOffWhenItFailsSoonAfterItCameBack() {
        // Given
        CircuitBreaker breaker = breakers.of(seat);
        breaker.failed("first");
        now = now.plusSeconds(1);
        assertThat(breaker.tryNow()).isTrue();
        breaker.answered();

        // When
        now = now.plusSeconds(7);
        breaker.failed("soon");

        // Then
        assertThat(breaker.circuit())
                .isInstanceOfSatisfying(
                        Open.class, open -> assertThat(open.backOff()).isEqualTo(Duration.ofSeconds(2)));

        // When, then: long after it came back, it begins anew
        now = now.plusSeconds(2);
        assertThat(breaker.tryNow()).isTrue();
        breaker.answered();
        now = now.plusSeconds(8);
        breaker.failed("late");
        assertThat(breaker.circuit())
                .isInstanceOfSatisfying(
                        Open.class, open -> assertThat(open.backOff()).isEqualTo(Duration.ofSeconds(1)));
        roster.release();
    }

    @Test
    void shouldNotTryWhatHangsStill() {
        // Given
        CircuitBreaker breaker = breakers.of(seat);
        breaker.hung("no answer");
        breaker.hung("no answer");

        // When, then
        now = now.plusSeconds(60);
        assertThat(breaker.hangingFor()).isEqualTo(Duration.ofSeconds(60));
        assertThat(breaker.tryNow()).isFalse();
        breaker.returned();
        assertThat(breaker.tryNow()).as("another one hangs").isFalse();
        breaker.returned();
        assertThat(breaker.hangingFor()).isZero();
        assertThat(breaker.tryNow()).isTrue();
        roster.release();
    }

    @Test
    void shouldTellEachTransition() {
        // Given
        CircuitBreaker breaker = breakers.of(seat);
        assertThat(breakers.allClosed()).isTrue();

        // When
        breaker.failed("out of memory");

        // Then
        assertThat(breakers.allClosed()).isFalse();
        assertThat(breakers.open()).containsExactly(breaker);
        assertThat(breakers.notAsked()).containsExactly(new CircuitStatus("low", "v1", "open", "out of memory", 1));
        assertThat(registry.get("consilium.circuit.open")
                        .tags("specialist", "low", "version", "v1")
                        .gauge()
                        .value())
                .isEqualTo(1);

        // When
        now = now.plusSeconds(1);
        assertThat(breaker.tryNow()).isTrue();
        breaker.answered();

        // Then
        assertThat(breakers.allClosed()).isTrue();
        assertThat(breakers.notAsked()).isEmpty();
        assertThat(registry.find("consilium.circuit.open").gauges()).isEmpty();
        for (String state : List.of("open", "half-open", "closed")) {
            assertThat(registry.get("consilium.circuit")
                            .tags("specialist", "low", "state", state)
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
        roster.release();
    }

    @Test
    void shouldBeginAnewWithWhatNobodyHolds() {
        // Given
        breakers.of(seat).failed("out of memory");
        breakers.forgetUnused();
        assertThat(breakers.of(seat).isClosed()).isFalse();

        // When
        roster.release();
        breakers.forgetUnused();

        // Then
        assertThat(breakers.allClosed()).isTrue();
        assertThat(breakers.of(seat).isClosed()).isTrue();
    }

    @Test
    void shouldRefuseABackOffThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BackOff(Duration.ZERO, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BackOff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .withMessageContaining("no shorter");
    }
}
