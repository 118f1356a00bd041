package dev.consilium.ops.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SectionTest {

    @Test
    void shouldReplaceOnlyWhatStandsBetweenTheComments() {
        // Given
        String document = "# Scale\n" + Section.BEGIN + "\nold\n" + Section.END + "\nrest\n";

        // When
        String written = Section.replaced(document, "new\n");

        // Then
        assertThat(written).isEqualTo("# Scale\n" + Section.BEGIN + "\nnew\n" + Section.END + "\nrest\n");
    }

    @Test
    void shouldBeTheTextAloneWhereThereIsNoPlaceForIt() {
        assertThat(Section.replaced("", "new\n")).isEqualTo("new\n");
    }
}
