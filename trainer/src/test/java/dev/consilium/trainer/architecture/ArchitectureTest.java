package dev.consilium.trainer.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.consilium.trainer.torch.TrainableModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchitectureTest {
    @TempDir
    Path folder;

    @Test
    void shouldRecogniseWhatWasTrainedFromItsTemplate() throws IOException {
        // Given
        Path template = folder.resolve("template.pt");
        Path trained = folder.resolve("trained.pt");
        Architecture.SIMPLE_CNN.writeTemplate(template);

        // When
        try (TrainableModule module = TrainableModule.load(template)) {
            module.initialise(4, true, 1);
            module.write(trained);
        }

        // Then
        assertThat(Architecture.SIMPLE_CNN.isOriginOf(trained)).isTrue();
    }

    @Test
    void shouldNotTakeAnotherModuleForItsOwn() throws IOException {
        Path other = folder.resolve("other.pt");
        Files.writeString(other, "not even an archive");

        assertThat(Architecture.SIMPLE_CNN.isOriginOf(other)).isFalse();
    }

    /** Where the PyTorch that made the committed template is at hand. */
    @Test
    void shouldBeWhatTheScriptMakes() throws IOException, InterruptedException {
        // Given
        Path script = Path.of(System.getProperty("consilium.home"), "trainer/src/main/python/make_templates.py");
        assumeThat(python("-c", "import torch; assert torch.__version__.startswith('1.13')"))
                .isZero();

        // When
        int exit = python(script.toString(), folder.toString());

        // Then
        assertThat(exit).isZero();
        Path committed = folder.resolve("committed.pt");
        Architecture.SIMPLE_CNN.writeTemplate(committed);
        assertThat(ModuleCode.of(folder.resolve("simple-cnn.pt"))).isEqualTo(ModuleCode.of(committed));
    }

    private static int python(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "/usr/bin/python3";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        if (!Files.isExecutable(Path.of(command[0]))) {
            return -1;
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
