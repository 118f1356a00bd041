package dev.consilium.ops.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SectionTest {

    private static final String BEGIN = "<!-- bench scale: begin -->";
    private static final String END = "<!-- bench scale: end -->";

    private final Section section = new Section("bench scale");

    @Test
    void shouldReplaceOnlyWhatStandsBetweenTheComments() {
        // Given
        String document = "# Scale\n" + BEGIN + "\nold\n" + END + "\nrest\n";

        // When
        String written = section.replaced(document, "new\n");

        // Then
        assertThat(written).isEqualTo("# Scale\n" + BEGIN + "\nnew\n" + END + "\nrest\n");
    }

    @Test
    void shouldBeTheTextAloneWhereThereIsNoPlaceForIt() {
        assertThat(section.replaced("<!-- bench swap: begin --><!-- bench swap: end -->", "new\n"))
                .isEqualTo("new\n");
    }
}
