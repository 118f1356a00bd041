package dev.consilium.ops.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.stack.SharedStack;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Each measurement once, for seconds and at a low rate: that it counts right and says what it should, not how fast it is. */
class LoadIT {

    @TempDir
    private Path folder;

    @Test
    void shouldTimeEveryImageAtEveryRate() throws Exception {
        // When
        JsonNode json = measured(
                new LatencyCommand(LoadIT::rig),
                "--rates",
                "5,20",
                "--seconds",
                "2",
                "--turns",
                "2",
                "--warm-up",
                "0.5");

        // Then every image was seen by both readers, of the app and of the topology beside it
        // An app as cold as this one may answer nothing for a tenth of the time: how much it is, is not asked here
        assertThat(json.get("capacityImagesPerSecond").isNumber()).isTrue();
        assertThat(json.get("commitIntervalMillis").longValue()).isEqualTo(100);
        assertThat(json.get("rates")).hasSize(2).allSatisfy(rate -> {
            long images = Math.round(2 * rate.get("imagesPerSecond").doubleValue());
            for (JsonNode seen : new JsonNode[] {rate, rate.get("passThrough")}) {
                assertThat(seen.get("uncommitted").get("samples").longValue()).isEqualTo(images);
                assertThat(seen.get("committed").get("samples").longValue()).isEqualTo(images);
            }
            assertThat(rate.get("stageMillis").fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("queue", "decode", "forward", "join");
            assertThat(rate.get("batchImages").doubleValue()).isBetween(1.0, 32.0);
        });
    }

    @Test
    void shouldCountEveryImageOverRollOuts() throws Exception {
        // When
        JsonNode json = measured(
                new SwapCommand(LoadIT::rig),
                "--rollouts",
                "2",
                "--turns",
                "1",
                "--pause",
                "0.1",
                "--rate",
                "50",
                "--warm-up",
                "0.5");

        // Then both specialists were swapped twice after those of the warm-up, which do not count
        assertThat(json.get("swaps")).hasSize(4);
        assertThat(json.get("swaps").findValuesAsText("toVersion")).hasSize(4).doesNotContain("v1", "v2");
        assertThat(json.get("images").longValue()).isPositive();
        assertThat(json.get("lost").longValue()).isZero();
        assertThat(json.get("duplicated").longValue()).isZero();
        assertThat(json.get("p99Ratio").doubleValue()).isPositive();
        assertThat(json.get("steady").get("committed").get("samples").longValue())
                .isEqualTo(json.get("steady").get("uncommitted").get("samples").longValue())
                .isPositive();
    }

    @Test
    void shouldLookAtTheMemoryOfAnAppOfItsOwn() throws Exception {
        // When
        JsonNode json = measured(new SoakCommand(LoadIT::rig), "--minutes", "0.1", "--rate", "50", "--warm-up", "1");

        // Then
        assertThat(json.get("rssBytes")).hasSameSizeAs(json.get("atSeconds"));
        assertThat(json.get("uncommitted").get("samples").longValue()).isPositive();
        for (int i = 0; i < json.get("atSeconds").size(); i++) {
            assertThat(json.get("rssBytes").get(i).longValue())
                    .isGreaterThan(json.get("nativeBytes").get(i).longValue())
                    .isGreaterThan(json.get("heapBytes").get(i).longValue());
        }
        assertThat(json.get("rssGrowth").doubleValue()).isPositive();
        assertThat(json.get("heapGrowth").doubleValue()).isPositive();
        assertThat(json.get("nativeGrowth").doubleValue()).isPositive();
    }

    @Test
    void shouldTellWhatLookingOnCosts() throws Exception {
        // When
        JsonNode json = measured(
                new ObserveCommand(LoadIT::rig), "--turns", "2", "--window", "0.5", "--rate", "50", "--warm-up", "1");

        // Then what was to be paid for has been had
        assertThat(json.get("scrapesPerSecond").doubleValue()).isPositive();
        assertThat(json.get("picturesPerSecond").doubleValue()).isPositive();
        assertThat(json.get("appCores").doubleValue()).isPositive();
        assertThat(json.get("scrapeCpuShare").isNumber()).isTrue();
        assertThat(json.get("pageCpuShare").isNumber()).isTrue();
        assertThat(json.get("turns")).hasSize(2);
    }

    private static Rig rig() throws Exception {
        return Rig.on(SharedStack.get());
    }

    private JsonNode measured(LoadCommand command, String... arguments) throws Exception {
        Path json = folder.resolve("figures.json");
        StringWriter errors = new StringWriter();
        CommandLine bench = new CommandLine(command)
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(errors));
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--json";
        all[arguments.length + 1] = json.toString();
        assertThat(bench.execute(all)).as(errors::toString).isZero();
        return new ObjectMapper().readTree(json.toFile());
    }
}
