package dev.consilium.ops.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void shouldBeThatOfThePartitionThatIsFurthestBehind() {
        // Given
        Backlog backlog = new Backlog(2, 0);

        // When
        backlog.answered(0, 9 * SECOND);
        backlog.answered(1, 4 * SECOND);
        backlog.answered(0, 8 * SECOND); // an answer that was overtaken

        // Then
        assertThat(backlog.behind(10 * SECOND)).isEqualTo(Duration.ofSeconds(6));

        // When
        backlog.answered(1, 10 * SECOND);

        // Then
        assertThat(backlog.behind(10 * SECOND)).isEqualTo(Duration.ofSeconds(1));
    }
}
