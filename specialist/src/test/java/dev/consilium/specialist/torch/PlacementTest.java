package dev.consilium.specialist.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacementTest {

    private static final Device FIRST = Device.gpu(0);
    private static final Device SECOND = Device.gpu(1);

    private final Placement placement = new Placement(List.of(FIRST, SECOND));

    @Test
    void shouldPlaceWhereTheFewestBytesAre() {
        assertThat(placement.place("large", 100)).isEqualTo(FIRST);
        assertThat(placement.place("small", 30)).isEqualTo(SECOND);
        assertThat(placement.place("medium", 50)).isEqualTo(SECOND);
        assertThat(placement.place("another", 10)).isEqualTo(SECOND);
        assertThat(placement.place("last", 1)).isEqualTo(SECOND);
        assertThat(placement.place("very last", 10)).isEqualTo(SECOND);
        assertThat(placement.place("behind it", 1)).isEqualTo(FIRST);
    }

    @Test
    void shouldKeepASpecialistsNextVersionOnItsDevice() {
        // Given
        placement.place("a", 1);
        placement.place("b", 100);

        // Then
        assertThat(placement.place("b", 200)).isEqualTo(SECOND);
        assertThat(placement.place("c", 1)).isEqualTo(FIRST);
    }

    @Test
    void shouldNeedADevice() {
        assertThatThrownBy(() -> new Placement(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
