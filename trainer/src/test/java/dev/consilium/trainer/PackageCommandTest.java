package dev.consilium.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consilium.avro.ClassLabel;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.fixture.EditedArchive;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class PackageCommandTest {
    @Command(subcommands = {TrainCommand.class, PackageCommand.class})
    private static final class Root {}

    @TempDir
    static Path data;

    @TempDir
    static Path trained;

    @TempDir
    Path out;

    private static final StringWriter PRINTED = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeAll
    static void train() throws Exception {
        TinyData.write(data, 6, 240, 120);
        int code = run(
                PRINTED,
                "train --data " + data + " --plan low=0,1,2;high=3-5 --epochs 6 --batch-size 32 --out " + trained);
        assertThat(code).as(PRINTED.toString()).isZero();
    }

    @Test
    void shouldPackWhatComesAsAFile() throws Exception {
        // Given
        SpecialistPackage original = SpecialistPackage.read(trained.resolve("low"));
        Path json = out.resolve("package.json");

        // When
        int code = pack(
                original.model(), "0,1,2", "--version v3 --outliers reject --recipe optimizer=adam --json " + json);

        // Then
        assertThat(errors.toString()).isEmpty();
        assertThat(code).isZero();
        SpecialistPackage packed = SpecialistPackage.read(out.resolve("mine"));
        assertThat(packed.manifest().getVersion()).isEqualTo("v3");
        assertThat(packed.manifest().getClasses())
                .containsExactly(new ClassLabel(0, "0"), new ClassLabel(1, "1"), new ClassLabel(2, "2"));
        assertThat(packed.manifest().getRecipe())
                .containsEntry("outliers", "reject")
                .containsEntry("probability", "2 * confidence - 1")
                .containsEntry("optimizer", "adam");
        assertThat(packed.manifest().getGolden()).hasSize(12);
        assertThat(packed.manifest().getMetrics().get("inSubset"))
                .as("measured as training measures")
                .isEqualTo(original.manifest().getMetrics().get("inSubset"));
        assertThat(packed.manifest().getMetrics().get("meanConfidence"))
                .isCloseTo(original.manifest().getMetrics().get("meanConfidence"), within(1e-6));
        assertThat(new ObjectMapper().readTree(json.toFile()).get("images").asInt())
                .isEqualTo(60);
    }

    @Test
    void shouldSeeThatTheClassesHaveAnotherOrder() {
        int code = pack(trained.resolve("low/model.pt"), "1,2,0", "--outliers reject");

        assertThat(code).isEqualTo(1);
        assertThat(errors.toString()).contains("--classes must have the order of the logits, which seems to be 0,1,2");
    }

    @Test
    void shouldSayWhatTheModuleGivesInPlaceOfLogits() {
        assertThat(pack(TinySpecialists.model(TinyModule.DOUBLES), "0-4", "")).isEqualTo(1);
        assertThat(errors.toString())
                .contains("it gives float64 (1, 5) where logits of float32 (1, 5) were expected")
                .contains("A module takes float32 [B, 3, H, W] with values from 0 to 1");
    }

    @Test
    void shouldSayThatTheLastLogitHasToBeFolded() {
        assertThat(pack(TinySpecialists.model(TinyModule.LOW), "0-3", "")).isEqualTo(1);
        assertThat(errors.toString()).contains("One logit more than --classes", "docs/pytorch.md");
    }

    @Test
    void shouldNotTakeASpecialistAtItsWordThatItFolds() throws Exception {
        Path unsure = EditedArchive.of(TinyModule.LOW)
                .inForward("_0 = torch.mul(_0, 0.01)")
                .write(out.resolve("unsure.pt"));

        assertThat(pack(unsure, "0-4", "--outliers reject")).isEqualTo(1);
        assertThat(errors.toString()).contains("with the half fold it never is less than 1/2");
    }

    @Test
    void shouldRefuseAnAnswerThatDependsOnTheOtherImages() throws Exception {
        Path module = EditedArchive.of(TinyModule.LOW)
                .inForward("_0 = torch.mul(_0, torch.mean(_0))")
                .write(out.resolve("batch.pt"));

        assertThat(pack(module, "0-4", "")).isEqualTo(1);
        assertThat(errors.toString()).contains("otherwise alone than among others", "model.eval()");
    }

    @Test
    void shouldRefuseAnAnswerThatDependsOnChance() throws Exception {
        Path module = EditedArchive.of(TinyModule.LOW)
                .inForward("_0 = torch.dropout(_0, 0.5, True)")
                .write(out.resolve("chance.pt"));

        assertThat(pack(module, "0-4", "")).isEqualTo(1);
        assertThat(errors.toString()).contains("otherwise the second time", "dropout");
    }

    @Test
    void shouldNotLoadWhatDoesMoreThanCompute() throws Exception {
        Path module = EditedArchive.of(TinyModule.LOW)
                .inForward("_9 = torch.save(x, \"victim\")")
                .write(out.resolve("evil.pt"));

        assertThat(pack(module, "0-4", "")).isEqualTo(1);
        assertThat(errors.toString()).contains("torch.save is not among what a module may use");
    }

    @Test
    void shouldCallWrongArgumentsAUsageError() {
        Path module = TinySpecialists.model(TinyModule.LOW);

        assertThat(pack(module, "0", "")).isEqualTo(2);
        assertThat(errors.toString()).contains("would know 1 class: give it 2 or more");
        assertThat(pack(module, "0,zebra", "")).isEqualTo(2);
        assertThat(errors.toString()).contains("'zebra', but the classes are [0, 1, 2, 3, 4, 5]");
        assertThat(pack(module, "0-4", "--outliers some")).isEqualTo(2);
        assertThat(errors.toString()).contains("Unknown way with outliers 'some'");
    }

    private int pack(Path module, String classes, String further) {
        return run(
                errors,
                "package --model " + module + " --classes " + classes + " --data " + data
                        + " --specialist mine --input 32x32 --out " + out + " " + further);
    }

    private static int run(StringWriter errors, String line) {
        List<String> arguments = new ArrayList<>(List.of(line.strip().split(" ")));
        return new CommandLine(new Root())
                .setOut(new PrintWriter(PRINTED, true))
                .setErr(new PrintWriter(errors, true))
                .setExecutionExceptionHandler((thrown, command, parsed) -> {
                    command.getErr().println(thrown.getMessage());
                    return 1;
                })
                .execute(arguments.toArray(String[]::new));
    }
}
