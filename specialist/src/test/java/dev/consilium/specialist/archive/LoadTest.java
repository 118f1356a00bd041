package dev.consilium.specialist.archive;

import static dev.consilium.specialist.fixture.TinyModule.LOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.specialist.Fixtures;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.fixture.EditedArchive;
import dev.consilium.specialist.fixture.TinySpecialists;
import dev.consilium.specialist.torch.TorchScriptModel;
import dev.consilium.specialist.torch.UnusableModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Why the scan is there: what libtorch does with such files, and that the scan keeps it from them. */
class LoadTest {

    private static final String PRECIOUS = "precious ".repeat(100);

    @TempDir
    Path folder;

    private Path victim;

    @BeforeEach
    void haveSomethingToLose() throws Exception {
        victim = Files.writeString(folder.resolve("victim"), PRECIOUS);
    }

    @Test
    void shouldKeepAFileThatADefaultWouldOverwriteAtLoad() throws Exception {
        // Given: a module that serves as well as any
        Path file = EditedArchive.of(LOW)
                .withDefault("y: Tensor=torch.fill_(torch.from_file(\"" + victim + "\", True, 100), 7.)")
                .write(folder.resolve("default.pt"));

        // When
        assertThatThrownBy(() -> loadIfSafe(file)).hasMessageContaining("torch.from_file");

        // Then
        assertThat(victim).hasContent(PRECIOUS);
        load(file);
        assertThat(Files.readString(victim, java.nio.charset.StandardCharsets.ISO_8859_1))
                .as("control: without the scan it is overwritten")
                .doesNotStartWith("precious");
    }

    @Test
    void shouldKeepAFileThatSetStateWouldOverwriteAtLoad() throws Exception {
        // Given
        Path file = EditedArchive.of(Fixtures.file("archives/setstate.pt"))
                .edit(EditedArchive.CODE, code -> code.replace("VICTIM", victim.toString()))
                .write(folder.resolve("setstate.pt"));

        // When
        assertThatThrownBy(() -> loadIfSafe(file)).hasMessageContaining("__getstate__ runs while the file is loaded");

        // Then
        assertThat(victim).hasContent(PRECIOUS);
        load(file);
        assertThat(Files.size(victim))
                .as("control: without the scan it is overwritten")
                .isNotEqualTo(PRECIOUS.length());
    }

    @Test
    void shouldKeepAFileThatForwardWouldOverwrite() throws Exception {
        // Given: a name that is put into a variable first
        Path file = EditedArchive.of(LOW)
                .inForward("_9 = torch\n    _8 = _9.save(x, \"" + victim + "\")")
                .write(folder.resolve("forward.pt"));

        // When
        assertThatThrownBy(() -> loadIfSafe(file)).hasMessageContaining("torch is not among");

        // Then
        assertThat(victim).hasContent(PRECIOUS);
        load(file);
        assertThat(Files.size(victim))
                .as("control: without the scan it is overwritten")
                .isNotEqualTo(PRECIOUS.length());
    }

    private static void loadIfSafe(Path file) throws Exception {
        ArchiveScan.scan(file, Scans.LIMITS);
        load(file);
    }

    private static void load(Path file) throws UnusableModelException {
        Specialist specialist = TinySpecialists.specialist(LOW, "low", "v1", 0);
        TorchScriptModel.load(file, specialist).close();
    }
}
