package dev.consilium.specialist.torch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What libtorch takes, it gives back: the garbage collector does not see it. */
@EnabledOnOs(OS.LINUX)
class NativeMemoryTest {

    private static final InputShape SHAPE = new InputShape(ModuleImages.SIDE, ModuleImages.SIDE);
    private static final int BATCH = 64;

    @Test
    void shouldNotGrowWithTheNumberOfForwards() throws Exception {
        // Given: 64 images take 786 kB, so that 1,000 leaked batches would take 786 MB.
        try (TorchScriptModel copying = load(TinyModule.VIEW);
                TorchScriptModel viewing = load(TinyModule.LOW);
                ImageBatch batch = new ImageBatch(SHAPE, BATCH)) {
            forwards(copying, batch, 100);
            forwards(viewing, batch, 100);
            long before = residentMegabytes();

            // When
            forwards(copying, batch, 1000);
            forwards(viewing, batch, 1000);

            // Then
            assertThat(residentMegabytes() - before).isLessThan(150);
        }
    }

    @Test
    void shouldNotGrowWithTheNumberOfModels() throws Exception {
        // Given
        loads(30);
        long before = residentMegabytes();

        // When
        loads(150);

        // Then
        assertThat(residentMegabytes() - before).isLessThan(100);
    }

    private static void forwards(TorchScriptModel model, ImageBatch batch, int times) {
        for (int i = 0; i < times; i++) {
            model.forward(batch, 1 + i % BATCH);
        }
    }

    private static void loads(int times) throws UnusableModelException {
        for (int i = 0; i < times; i++) {
            load(TinyModule.SIMPLE_CNN).close();
        }
    }

    private static TorchScriptModel load(TinyModule module) throws UnusableModelException {
        Specialist specialist = TinySpecialists.specialist(module, "tiny", "v1", 0);
        return TinySpecialists.load(module, specialist);
    }

    private static long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
