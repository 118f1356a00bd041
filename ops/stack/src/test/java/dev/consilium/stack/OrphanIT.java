package dev.consilium.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanIT {
    @Test
    void shouldEndTheRegistryWhenItsParentIsKilled(@TempDir Path folder) {
        // Given
        try (ChildJvm parent = ChildJvm.start(
                List.of("-Dconsilium.home=" + System.getProperty("consilium.home")),
                System.getProperty("java.class.path"),
                RegistryHolder.class.getName(),
                List.of(),
                folder.resolve("parent.log"))) {
            await().atMost(Duration.ofMinutes(2)).until(() -> parent.logTail().contains("registry at"));
            List<ProcessHandle> registries = parent.process().descendants().toList();
            assertThat(registries).hasSize(1);

            // When
            parent.process().destroyForcibly();

            // Then
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> registries.stream().noneMatch(ProcessHandle::isAlive));
        }
    }
}
