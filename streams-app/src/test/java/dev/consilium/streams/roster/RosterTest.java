package dev.consilium.streams.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import dev.consilium.specialist.torch.TorchScriptModel;
import dev.consilium.specialist.torch.UnusableModelException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RosterTest {

    @Test
    void shouldCloseModelWhenTheLastSnapshotThatHoldsItIsReleased() throws UnusableModelException {
        // Given: a module in two snapshots, the first of which a consultation still holds
        Seat seat = seat("low");
        CurrentRoster current = new CurrentRoster(Roster.of(List.of(seat), 1));
        seat.model().close();
        Roster held = current.acquire();
        current.replace(Roster.of(List.of(seat), 2));

        // When
        current.close();
        boolean openWhileHeld = isOpen(seat.model());
        held.release();

        // Then
        assertThat(openWhileHeld).isTrue();
        assertThat(isOpen(seat.model())).isFalse();
    }

    @Test
    void shouldNeverHandOutAClosedSnapshotWhileItIsReplaced() throws UnusableModelException {
        // Given
        Seat seat = seat("low");
        CurrentRoster current = new CurrentRoster(Roster.of(List.of(seat), 0));

        // When
        CompletableFuture<Void> readers =
                CompletableFuture.runAsync(() -> IntStream.range(0, 50_000).forEach(i -> {
                    Roster roster = current.acquire();
                    assertThat(isOpen(roster.seats().get(0).model())).isTrue();
                    roster.release();
                }));
        for (int generation = 1; !readers.isDone(); generation++) {
            current.replace(Roster.of(List.of(seat), generation));
        }

        // Then
        readers.join();
        current.close();
        seat.model().close();
        assertThat(isOpen(seat.model())).isFalse();
        assertThatIllegalStateException().isThrownBy(current::acquire);
    }

    @Test
    void shouldRefuseEmptyRosterNamesakesAndClosedModels() throws UnusableModelException {
        // Given
        Seat seat = seat("low");
        Seat namesake = new Seat(seat.specialist(), seat.model());

        // When / Then
        assertThatIllegalArgumentException().isThrownBy(() -> Roster.of(List.of(), 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Roster.of(List.of(seat, namesake), 1))
                .withMessageContaining("'low'");
        seat.model().close();
        assertThatIllegalStateException()
                .isThrownBy(() -> Roster.of(List.of(seat), 1))
                .withMessageContaining("low@v1");
    }

    private static boolean isOpen(TorchScriptModel model) {
        boolean open = model.tryRetain();
        if (open) {
            model.release();
        }
        return open;
    }

    private static Seat seat(String name) throws UnusableModelException {
        Specialist specialist = TinySpecialists.specialist(TinyModule.LOW, name, "v1", 0);
        return new Seat(specialist, TinySpecialists.load(TinyModule.LOW, specialist));
    }
}
