package dev.consilium.specialist.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TorchScriptModelTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = TinyModule.class,
            names = {
                "LOW",
                "HIGH",
                "OTHER",
                "THREE_CLASSES",
                "SIMPLE_CNN",
                "TRANSPOSED",
                "CONSTANT",
                "SLOW",
                "NAN_ON_BLACK",
                "THROWS_ON_BLACK"
            })
    void shouldTakeChannelsLastMemoryWhenTheModuleDoes(TinyModule module) throws Exception {
        try (TorchScriptModel model = load(module)) {
            assertThat(model.layout()).isEqualTo(Layout.CHANNELS_LAST);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TinyModule.class,
            names = {"VIEW", "LAYOUT_DEPENDENT"})
    void shouldFallBackToContiguousMemory(TinyModule module) throws Exception {
        try (TorchScriptModel model = load(module)) {
            assertThat(model.layout()).isEqualTo(Layout.CONTIGUOUS);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            WRONG_HEAD  | it gives float32 (1, 4) where logits of float32 (1, 5) were expected
            DOUBLES     | it gives float64 (1, 5) where
            SQUEEZING   | it gives float32 (5) where
            PAIR        | it gives 2 outputs where logits of float32 (1, 5) were expected
            TEXT        | it gives string () where
            THROWS      | this module always fails
            NAN_WEIGHTS | its logit of class 2 is NaN for a test image
            """)
    void shouldRefuseAModuleThatBreaksTheContract(TinyModule module, String reason) {
        assertThatThrownBy(() -> load(module))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("the module of tiny@v1 cannot be used")
                .hasMessageContaining(reason);
    }

    @Test
    void shouldRefuseATruncatedFile() throws Exception {
        // Given
        byte[] whole = Files.readAllBytes(TinySpecialists.model(TinyModule.LOW));
        Path truncated = Files.write(folder.resolve("truncated.pt"), Arrays.copyOf(whole, whole.length / 2));

        // Then
        assertThatThrownBy(() -> TorchScriptModel.load(truncated, specialist(TinyModule.LOW)))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("truncated.pt is truncated or not a TorchScript module");
    }

    private static TorchScriptModel load(TinyModule module) throws UnusableModelException {
        return TinySpecialists.load(module, specialist(module));
    }

    private static Specialist specialist(TinyModule module) {
        return TinySpecialists.specialist(module, "tiny", "v1", 0);
    }
}
