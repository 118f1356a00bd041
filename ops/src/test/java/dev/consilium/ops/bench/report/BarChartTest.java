package dev.consilium.ops.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BarChartTest {

    @Test
    void shouldAlignLabelsNumbersAndNotes() {
        // Given
        BarChart chart = new BarChart(
                "Throughput",
                "images/s",
                List.of(
                        new BarChart.Bar("limit", 20_000, ""),
                        new BarChart.Bar("Consilium", 10_000, "50 %"),
                        new BarChart.Bar("by hand", 125, "1 %")));

        // When
        List<String> lines = chart.lines();

        // Then
        assertThat(lines)
                .containsExactly(
                        "  Throughput (images/s)",
                        "    limit      20,000  " + "█".repeat(40),
                        "    Consilium  10,000  " + "█".repeat(20) + " ".repeat(21) + "50 %",
                        "    by hand       125  ▎" + " ".repeat(40) + "1 %");
    }

    @Test
    void shouldDrawPartsOfABlock() {
        assertThat(BarChart.blocks(1, 2)).isEqualTo("█".repeat(20));
        assertThat(BarChart.blocks(1, 80)).isEqualTo("▌");
        assertThat(BarChart.blocks(0, 2)).isEmpty();
        assertThat(BarChart.blocks(0, 0)).isEmpty();
    }

    @Test
    void shouldShowThreeDigitsOfSmallNumbers() {
        assertThat(BarChart.number(1.234)).isEqualTo("1.23");
        assertThat(BarChart.number(12.34)).isEqualTo("12.3");
        assertThat(BarChart.number(12_345.6)).isEqualTo("12,346");
    }

    @Test
    void shouldRefuseWhatIsNoLength() {
        assertThatThrownBy(() -> new BarChart.Bar("x", Double.NaN, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x = NaN");
    }
}
