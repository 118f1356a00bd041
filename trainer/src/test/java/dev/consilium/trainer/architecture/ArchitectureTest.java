package dev.consilium.trainer.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.Device;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.archive.ArchiveLimits;
import dev.consilium.specialist.archive.ArchiveScan;
import dev.consilium.trainer.torch.Optimizer;
import dev.consilium.trainer.torch.TrainableModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {
    private static final Path DEBIANS_TORCH = Path.of("/usr/lib/python3/dist-packages/torch/version.py");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void shouldRecogniseWhatWasTrainedFromItsTemplate(Architecture architecture) throws IOException {
        // Given
        Path template = folder.resolve("template.pt");
        Path trained = folder.resolve("trained.pt");
        architecture.writeTemplate(template);

        // When
        try (TrainableModule module = TrainableModule.load(template, Optimizer.Adam.USUAL, Device.cpu())) {
            module.initialise(4, 1, 1);
            module.write(trained);
        }

        // Then
        for (Architecture each : Architecture.values()) {
            assertThat(each.isOriginOf(trained)).as(each.text()).isEqualTo(each == architecture);
        }
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void shouldBeKnownToTheScanAsATemplateAndTrained(Architecture architecture) throws Exception {
        // Given
        Path template = folder.resolve("template.pt");
        Path trained = folder.resolve("trained.pt");
        architecture.writeTemplate(template);
        try (TrainableModule module = TrainableModule.load(template, Optimizer.Adam.USUAL, Device.cpu())) {
            module.initialise(4, 1, 1);
            module.write(trained);
        }

        // When / Then
        for (Path file : new Path[] {template, trained}) {
            ArchiveScan.Report report = ArchiveScan.scan(file, ArchiveLimits.ofPacked(64 << 20));
            assertThat(report.template())
                    .as("KnownCode has the digest of this template's code, %s", report.codeDigest())
                    .contains(architecture.text());
        }
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
        assumeThat(DEBIANS_TORCH).exists().content().contains("1.13");

        // When
        int exit = python(script.toString(), folder.toString());

        // Then
        assertThat(exit).isZero();
        for (Architecture architecture : Architecture.values()) {
            Path committed = folder.resolve(architecture.text() + "-committed.pt");
            architecture.writeTemplate(committed);
            assertThat(ModuleCode.of(folder.resolve(architecture.text() + ".pt")))
                    .isEqualTo(ModuleCode.of(committed));
        }
    }

    @Test
    void shouldTakeImagesThatItsNetworkTakes() {
        Architecture.SMALL_RESNET.requireInput(new InputShape(48, 64));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Architecture.SIMPLE_CNN.requireInput(new InputShape(28, 28)))
                .withMessage("Images of 28 x 28 are not for simple-cnn: it takes 32 x 32.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Architecture.WIDE_RESNET.requireInput(new InputShape(32, 4)))
                .withMessageContaining("it takes 8 to 1024 a side");
    }

    private static int python(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
