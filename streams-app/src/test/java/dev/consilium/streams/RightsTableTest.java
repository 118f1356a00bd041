package dev.consilium.streams;

import dev.consilium.schemas.Topics;
import dev.consilium.schemas.access.Duty;
import dev.consilium.schemas.access.Right;
import dev.consilium.streams.fixture.DocumentTable;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rights of each duty as the table that docs/security.md shows, for the default names. */
class RightsTableTest {

    @Test
    void shouldDocumentTheRightsOfEachDuty() throws Exception {
        TreeMap<String, StringBuilder> rows = new TreeMap<>();
        for (Duty duty : Duty.values()) {
            rights(duty).forEach(right -> rows.computeIfAbsent(right.thing(), RightsTableTest::row));
        }
        String head = "| on |"
                + Arrays.stream(Duty.values()).map(duty -> " `" + duty + "` |").collect(Collectors.joining())
                + "\n|---|"
                + "---|".repeat(Duty.values().length) + "\n";

        new DocumentTable(head + String.join("", rows.values())).assertIsIn("security.md");
    }

    private static StringBuilder row(String thing) {
        StringBuilder row = new StringBuilder("| " + thing + " |");
        for (Duty duty : Duty.values()) {
            row.append(rights(duty).stream()
                            .filter(right -> right.thing().equals(thing))
                            .map(Right::operationName)
                            .collect(Collectors.joining(", ", " ", " ")))
                    .append("|");
        }
        return row.append("\n");
    }

    private static Set<Right> rights(Duty duty) {
        return duty.rights(Topics.defaults(), "consilium");
    }
}
