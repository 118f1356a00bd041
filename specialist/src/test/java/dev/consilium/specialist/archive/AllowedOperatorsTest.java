package dev.consilium.specialist.archive;

import static dev.consilium.specialist.archive.Scans.LIMITS;
import static dev.consilium.specialist.archive.Scans.scan;
import static dev.consilium.specialist.fixture.TinyModule.LOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.fixture.EditedArchive;
import dev.consilium.specialist.fixture.TinySpecialists;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedOperatorsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            torchvision::deform_conv2d | _9 = ops.torchvision.deform_conv2d(x)
            aten::new_operator         | _9 = torch.new_operator(x)
            aten::new_operator         | _9 = ops.aten.new_operator(x)
            aten::new_operator         | _9 = (x).new_operator(1)
            """)
    void shouldLetPassWhatIsAllowedAndOnlyThat(String operator, String line) throws Exception {
        EditedArchive archive = EditedArchive.of(LOW).inForward(line);
        AllowedOperators others = AllowedOperators.parse("torchvision::new_operator, aten::deform_conv2d");

        assertThatThrownBy(() -> scan(archive, AllowedOperators.NONE)).isInstanceOf(UnsafeArchiveException.class);
        assertThatThrownBy(() -> scan(archive, others)).isInstanceOf(UnsafeArchiveException.class);
        assertThatCode(() -> scan(archive, AllowedOperators.parse(" aten::relu ," + operator)))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldSayHowToAllowAnOperatorThatCanBe() throws Exception {
        assertThatThrownBy(() -> scan(EditedArchive.of(LOW).inForward("_9 = ops.torchvision.deform_conv2d(x)")))
                .hasMessageContaining("trust.allowed.operators=torchvision::deform_conv2d");
        assertThatThrownBy(() -> scan(EditedArchive.of(LOW).inForward("_9 = torch.new_operator(x)")))
                .hasMessageContaining("trust.allowed.operators=aten::new_operator");
        assertThatThrownBy(() -> scan(EditedArchive.of(LOW).inForward("_9 = torch.save(x, \"f\")")))
                .hasMessageNotContaining("trust.allowed.operators");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aten::save",
                "aten::load",
                "aten::from_file",
                "aten::set_data",
                "aten::resize_",
                "aten::_sparse_coo_tensor_unsafe",
                "aten::__getstate__",
                "aten::fork",
                "aten::eval",
                "prim::PythonOp",
                "prim::rpc_sync",
                "mine::save",
                "image::decode_image",
                "image::read_file",
                "torchvision::read_file",
                "mine::load_library",
                "c10d::send"
            })
    void shouldNeverAllowWhatReachesFilesOrRunsCode(String operator) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AllowedOperators.parse("aten::relu," + operator))
                .withMessageContaining("'" + operator + "' can never be allowed");
    }

    @Test
    void shouldAllowNoneOfTheOperatorsThatDoSomethingElse() {
        assertThat(Operators.names("other-operators.txt"))
                .allSatisfy(name ->
                        assertThatIllegalArgumentException().isThrownBy(() -> AllowedOperators.parse("aten::" + name)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"relu", "aten.relu", "aten::", "::relu", "aten::add.Tensor", "aten::relu aten::gelu", "a::b::c"})
    void shouldNameWhatIsNoOperator(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AllowedOperators.parse(text))
                .withMessageContaining("'" + text + "' is no operator: write namespace::name");
    }

    @Test
    void shouldBeNoneWhenNothingIsNamed() {
        assertThat(AllowedOperators.parse(" ")).isEqualTo(AllowedOperators.NONE);
    }

    @Test
    void shouldReadAPackageWithWhatIsAllowed() throws Exception {
        // Given
        Path file = EditedArchive.of(LOW).inForward("_9 = ops.mine.operator(x)").write(folder.resolve("operator.pt"));
        SpecialistPackage.write(folder, TinySpecialists.manifest(LOW, "low", "v1", 0), file);

        // When / Then
        assertThatThrownBy(() -> SpecialistPackage.read(folder)).hasMessageContaining("ops.mine.operator is not among");
        assertThat(SpecialistPackage.read(folder, AllowedOperators.parse("mine::operator"))
                        .manifest()
                        .getVersion())
                .isEqualTo("v1");
        assertThat(ArchiveScan.scan(file, LIMITS, AllowedOperators.parse("mine::operator"))
                        .template())
                .isEmpty();
    }
}
