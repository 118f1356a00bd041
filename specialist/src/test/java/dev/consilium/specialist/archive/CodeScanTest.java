package dev.consilium.specialist.archive;

import static dev.consilium.specialist.archive.Scans.scan;
import static dev.consilium.specialist.fixture.EditedArchive.CODE;
import static dev.consilium.specialist.fixture.TinyModule.LOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.specialist.fixture.EditedArchive;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeScanTest {

    @ParameterizedTest
    @EnumSource(TinyModule.class)
    void shouldLetPassWhatPyTorchWrote(TinyModule module) throws Exception {
        assertThat(ArchiveScan.scan(TinySpecialists.model(module), Scans.LIMITS).template())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_9 = torch.save(x, \"f\")",
                "_9 = torch.from_file(\"f\", True, 100)",
                "_9 = ops.aten.from_file(\"f\", True, 100)",
                "_9 = ops.aten.save(x, \"f\")",
                "_9 = torch . save(x, \"f\")",
                "_9 = torch.load(\"f\")",
                "_9 = torch.autograd.save(x, \"f\")",
                "_9 = (x).from_file(\"f\", True, 100)",
                "_9 = (x)[0].save(\"f\")",
                "_9 = 1..save(\"f\")",
                "_9 = \"text\".save(\"f\")",
                "_9 = getattr(x, \"save\")(\"f\")",
                "_9 = getattr(x, \"sa\" \"ve\")(\"f\")",
                "_9 = getattr(x, \"s\\x61ve\")(\"f\")",
                "_9 = getattr",
                "_9 = (torch).save(x, \"f\")",
                "_9 = torch",
                "_9 = ops.aten",
                "_9 = ops",
                "_9 = torch.save",
                "_9 = torch.ops.mine.run(x)",
                "_9 = ops.mine.run(x)",
                "_9 = ops.quantized.add(x, x, 1., 0)",
                "_9 = ops.prim.PythonOp(x)",
                "_9 = ops.prim.rpc_sync(x)",
                "_9 = __torch__.torch.classes.mine.Thing(1)",
                "_9 = __torch__.torch",
                "_9 = __torch__",
                "_9 = CONSTANTS.c0.save(\"f\")",
                "_9 = CONSTANTS",
                "_9 = fork(x)",
                "_9 = awaitable(x)",
                "_9 = hasattr(x, \"save\")",
                "print(x)",
                "_9 = self.unheard_of(x)",
                "_9 = unheard_of(x)",
                "_9 = torch.unheard_of(x)",
                "_9 = torch.resize_(x, [1])",
                "_9 = torch.set_data(x, x)",
                "_9 = torch.to_here(x)",
                "_9 = torch.mkldnn_linear(x, x)",
                "_9 = torch._sparse_coo_tensor_unsafe(x, x)",
                "_9 = x # type: torch.save(x)",
                "_9 = getattr(x, \"save\", \"text\")(\"f\")",
                "_9 = getattr\n    (x, \"training\")",
                "_9 = x.new_operator\n    _8 = _9(\"f\")",
                "_9 = (x.new_operator)(\"f\")",
                "_9 = torch.abs((x.new_operator)\n    (\"f\"))",
                "_9 = [x.new_operator][0](\"f\")",
                "int = x.new_operator\n    _9 = int(\"f\")",
                "int, _9 = x.new_operator, 1",
                "_9, int = 1, x.new_operator",
                "(_9, int) = (1, x.new_operator)",
                "[_9, int] = [1, x.new_operator]",
                "annotate = x.new_operator",
                "_7, _9 = __torch__.Tiny, x.new_operator\n    _8 = _9(\"f\")",
                "_9 = __torch__.Tiny if True else x.new_operator\n    _8 = _9(\"f\")",
                "_9 = x.new_operator\n    _7 = torch.abs(x,\n    _9=__torch__.Tiny)\n    _8 = _9(\"f\")",
                "for _9 in (x.new_operator, ):\n      _8 = _9(\"f\")",
                "for int in (x.new_operator, ):\n      _8 = int(\"f\")",
                "for (int, _9) in ((x.new_operator, 1), ):\n      _8 = int(\"f\")",
                "_8 = [int(\"f\") for int in (x.new_operator, )]",
                "with x as int:\n      _8 = int(\"f\")",
                "with x as (_9, int):\n      _8 = int(\"f\")",
            })
    void shouldRefuseWhatDoesMoreThanComputeOrIsUnknown(String line) throws IOException {
        EditedArchive archive = EditedArchive.of(LOW).inForward(line);

        assertThatThrownBy(() -> scan(archive))
                .isInstanceOf(UnsafeArchiveException.class)
                .hasMessageStartingWith(CODE + ", line 1")
                .hasMessageContaining("leave this out of the module");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_9 = \"torch.save(x, 'f')\"",
                "_9 = 'it\\'s torch.save(x)'",
                "_9 = \"\"\"\ntorch.save(x)\nops.mine.run(x)\"\"\"",
                "_9 = \"# type:\" # torch.save(x, \"f\"), __setstate__",
                "_9 = torch.add(x, 1.5e-05, alpha=1) # type: ignore",
                "_9 = ops.prim.NumToTensor(torch.size(x, 0))",
                "_9 = getattr(self, \"training\")",
                "_9 = (self).forward(x, )",
                "_9 = uninitialized(Tensor)",
                "_9 = annotate(List[int], [])",
                "_9 = torch.__and__(True, False)",
                "_9 = [1, -2.5, .5, 3j, 1e3]",
                "_9 = CONSTANTS.c0",
                "_9 = __torch__.torch.nn.functional.adaptive_avg_pool2d\n    _8 = _9(x, [4, 4], )",
                "_9 = annotate(int, 1)\n    _8 = isinstance(_9, int)",
                "for _9 in range(torch.len([x])):\n      _8 = int(_9)",
                "_9 = __torch__.torch.nn.modules.conv.Conv2d.__new__(__torch__.torch.nn.modules.conv.Conv2d)",
            })
    void shouldLetPassWhatComputesAndWhatOnlyLooksLikeACall(String line) throws IOException {
        EditedArchive archive = EditedArchive.of(LOW).inForward(line);

        assertThatCode(() -> scan(archive)).doesNotThrowAnyException();
    }

    @Test
    void shouldNameTheFileTheLineAndTheName() throws IOException {
        EditedArchive archive = EditedArchive.of(LOW).inForward("_9 = torch.save(x, \"f\")");

        assertThatThrownBy(() -> scan(archive)).hasMessageStartingWith(CODE + ", line 16: torch.save is not among");
    }

    @Test
    void shouldRefuseADefaultThatRunsWhileTheFileIsLoaded() throws IOException {
        EditedArchive archive = EditedArchive.of(LOW).withDefault("y: Tensor=torch.from_file(\"f\", True, 100)");

        assertThatThrownBy(() -> scan(archive)).hasMessageContaining("torch.from_file is not among");
    }

    @ParameterizedTest
    @ValueSource(strings = {"__setstate__", "__getstate__"})
    void shouldRefuseMethodsThatRunWhileTheFileIsLoaded(String method) throws IOException {
        EditedArchive archive = EditedArchive.of(LOW)
                .edit(
                        CODE,
                        code -> code + "  def " + method + "(self: __torch__.Tiny) -> NoneType:\n    return None\n");

        assertThatThrownBy(() -> scan(archive)).hasMessageContaining(method + " runs while the file is loaded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Interface", "ModuleInterface", "Exception", "(Module", "torch.nn.Module"})
    void shouldRefuseClassesThatAreNotPlain(String base) throws IOException {
        EditedArchive archive =
                EditedArchive.of(LOW).edit(CODE, code -> code.replace("Tiny(Module)", "Tiny(" + base + ")"));

        assertThatThrownBy(() -> scan(archive)).isInstanceOf(UnsafeArchiveException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_9 = \"open",
                "_9 = `x`",
                "_9 = x; _8 = x",
                "_9 = \u00e9",
                "_9 = 1.save(x)",
                "_9 = $x",
                "_9 = torch.\\\n      add(x, 1)"
            })
    void shouldRefuseWhatLibtorchsLexerWouldNotTake(String line) throws IOException {
        EditedArchive archive = EditedArchive.of(LOW).inForward(line);

        assertThatThrownBy(() -> scan(archive)).isInstanceOf(UnsafeArchiveException.class);
    }

    @Test
    void shouldNotTakeANameBehindAnEllipsisForAField() throws IOException {
        // Given: were it a field, the call would be one of a method that the module has
        EditedArchive archive = EditedArchive.of(LOW)
                .edit(CODE, code -> code + "  def run(self: __torch__.Tiny) -> NoneType:\n    return None\n")
                .inForward("_9 = ...\n    ops.mine.run(x)");

        assertThatThrownBy(() -> scan(archive)).hasMessageContaining("ops.mine.run is not among");
    }

    @Test
    void shouldRefuseAnImport() throws IOException {
        EditedArchive archive = EditedArchive.of(LOW).edit(CODE, code -> "import __torch__.torch\n" + code);

        assertThatThrownBy(() -> scan(archive)).hasMessageContaining("import");
    }

    @Test
    void shouldNotMistakeAMethodOfTheModuleForAnOperator() throws IOException {
        // Given: a method named as an operator, and a call that libtorch may take for the one or for the other
        EditedArchive archive = EditedArchive.of(LOW)
                .edit(CODE, code -> code + "  def from_file(self: __torch__.Tiny) -> NoneType:\n    return None\n")
                .inForward("_9 = (self).from_file()");

        assertThatThrownBy(() -> scan(archive)).hasMessageContaining(".from_file is not among");
    }

    @Test
    void shouldListNoOperatorAsBoth() {
        assertThat(Operators.names("computing-operators.txt"))
                .doesNotContainAnyElementsOf(Operators.names("other-operators.txt"))
                .doesNotContain("save", "load", "from_file", "print");
    }
}
