package dev.consilium.specialist.archive;

import static dev.consilium.specialist.archive.Scans.scan;
import static dev.consilium.specialist.fixture.TinyModule.LOW;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.specialist.fixture.EditedArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PickleScanTest {

    private static final String PICKLE = "data.pkl";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "os\nsystem",
                "builtins\neval",
                "__torch__\nUnheardOf",
                "__torch__.torch.classes.quantized\nLinearPackedParamsBase",
                "torch._utils\n_rebuild_sparse_tensor",
                "torch._utils\n_rebuild_qtensor",
                "torch._tensor\n_rebuild_from_type_v2",
                "torch.distributed.rpc\nrref",
                "torch\nQInt8Storage",
            })
    void shouldRefuseNamesThatAModuleHasNoUseFor(String global) throws IOException {
        EditedArchive archive =
                EditedArchive.of(LOW).edit(PICKLE, pickle -> pickle.replace("c__torch__\nTiny\n", "c" + global + "\n"));

        assertThatThrownBy(() -> scan(archive))
                .isInstanceOf(UnsafeArchiveException.class)
                .hasMessageContaining(PICKLE + " names " + global.replace('\n', '.'));
    }

    @ParameterizedTest
    @ValueSource(chars = {'i', 'o', 'S', 'I', 'p', '\u0093', '\u0082', '\u0095', '2'})
    void shouldRefuseInstructionsThatTorchJitSaveDoesNotWrite(char instruction) throws IOException {
        EditedArchive archive = EditedArchive.of(LOW)
                .edit(PICKLE, pickle -> pickle.substring(0, 2) + instruction + pickle.substring(2));

        assertThatThrownBy(() -> scan(archive)).hasMessageContaining("has an instruction 0x");
    }

    @Test
    void shouldRefuseATensorThatLiesOutsideOfItsStorage() throws IOException {
        // Given: the head is 5 x 96; libtorch reads 5 x 255 without a word
        EditedArchive archive =
                EditedArchive.of(LOW).edit(PICKLE, pickle -> pickle.replace("(K\u0005K`t", "(K\u0005K\u00fft"));

        assertThatThrownBy(() -> scan(archive)).hasMessageContaining("[5, 255] at 0 that lies outside of its storage");
    }

    @Test
    void shouldRefuseAStorageThatIsLargerThanItsEntry() throws IOException {
        EditedArchive archive = EditedArchive.of(LOW).put("data/2", new byte[16]);

        assertThatThrownBy(() -> scan(archive))
                .hasMessageContaining("a storage '2' of 1920 bytes, of which the archive has 16");
    }

    @Test
    void shouldRefuseAStorageThatIsNotThere() throws IOException {
        EditedArchive archive = EditedArchive.of(LOW).remove("data/2");

        assertThatThrownBy(() -> scan(archive)).hasMessageContaining("of which the archive has 0");
    }

    @Test
    void shouldRefuseACallOfANumber() throws IOException {
        // Given: libtorch would take the number for the index of a function
        EditedArchive archive =
                EditedArchive.of(LOW).put(PICKLE, "\u0080\u0002K\u0000)R.".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> scan(archive)).hasMessageContaining("calls what is no function");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\u0080",
                "\u0080\u0002",
                "\u0080\u0002(",
                "\u0080\u0002t.",
                "\u0080\u0002X\u00ff\u00ff\u00ff\u007f.",
                "\u0080\u0002h\u0005.",
                "\u0080\u0002NQ.",
                "\u0080\u0002(K\u0000d.",
                "\u0080\u0002}(K\u0000u.",
                "\u0080\u0002N(\u0081t."
            })
    void shouldRefuseWhatIsCutOffOrNonsense(String pickle) throws IOException {
        EditedArchive archive = EditedArchive.of(LOW).put(PICKLE, pickle.getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> scan(archive)).isInstanceOf(UnsafeArchiveException.class);
    }

    @Test
    void shouldReadThePicklesOfConstantsAndOfDebuggingToo() throws IOException {
        for (String path : new String[] {"constants.pkl", "traced_inputs.pkl", "code/__torch__.py.debug_pkl"}) {
            EditedArchive archive =
                    EditedArchive.of(LOW).put(path, "\u0080\u0002cos\nsystem\n.".getBytes(StandardCharsets.ISO_8859_1));

            assertThatThrownBy(() -> scan(archive)).hasMessageContaining(path + " names os.system");
        }
    }
}
