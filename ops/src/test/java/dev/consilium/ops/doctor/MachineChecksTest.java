package dev.consilium.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.ops.doctor.Finding.Failed;
import dev.consilium.ops.doctor.Finding.Ok;
import dev.consilium.ops.doctor.Finding.Warning;
import dev.consilium.schemas.TopicState;
import dev.consilium.specialist.torch.DeviceSetting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineChecksTest {

    private static final long GIBIBYTE = 1L << 30;

    @Test
    void shouldLoadTheNativeLibraries() throws Exception {
        assertThat(new PyTorchCheck().look()).hasSize(1).hasOnlyElementsOfType(Ok.class);
        assertThat(new OpenCvCheck().look()).hasSize(1).hasOnlyElementsOfType(Ok.class);
        assertThat(new JavaCheck().look()).hasSize(2);
    }

    @Test
    void shouldMissAGpuThatIsAskedForByNumber() {
        // When: no machine has so many
        List<Finding> findings = new DeviceCheck(DeviceSetting.parse("gpu:999")).look();

        // Then
        assertThat(findings).hasSize(1).hasOnlyElementsOfType(Failed.class);
        assertThat(findings.get(0).found()).startsWith("device=gpu:999, but ");
        assertThat(new DeviceCheck(DeviceSetting.parse("auto")).look()).hasOnlyElementsOfType(Ok.class);
    }

    @Test
    void shouldWarnOfAHeapThatLeavesNoRoomOrHasNone() {
        assertThat(JavaCheck.heap(GIBIBYTE, 4 * GIBIBYTE)).isInstanceOf(Ok.class);
        assertThat(JavaCheck.heap(4 * GIBIBYTE, 4 * GIBIBYTE)).isInstanceOf(Warning.class);
        assertThat(JavaCheck.heap(100 << 20, 4 * GIBIBYTE)).isInstanceOf(Warning.class);
    }

    @Test
    void shouldWarnOfFewOpenFiles() {
        assertThat(OpenFilesCheck.limit(1_048_576)).isInstanceOf(Ok.class);
        assertThat(OpenFilesCheck.limit(1_024)).isInstanceOf(Warning.class);
    }

    @Test
    void shouldTryFoldersWithoutCreatingThem(@TempDir Path folder) throws Exception {
        // Given: below a file nobody can make a folder
        Path file = Files.writeString(folder.resolve("file"), "");
        Path toCome = folder.resolve("to/come");

        // When
        List<Finding> good = new FoldersCheck(Map.of("artifact.cache.directory", toCome)).look();
        List<Finding> bad = new FoldersCheck(Map.of("kafka.state.dir", file.resolve("below"))).look();

        // Then
        assertThat(good).hasSize(1).hasOnlyElementsOfTypes(Ok.class, Warning.class);
        assertThat(good.get(0).found()).contains("GiB free");
        assertThat(toCome).doesNotExist();
        assertThat(folder.toFile().list()).containsExactly("file");
        assertThat(bad).hasSize(1).hasOnlyElementsOfType(Failed.class);
        assertThat(((Failed) bad.get(0)).cure()).contains("kafka.state.dir");
        assertThat(FoldersCheck.space("key", folder, 1_000)).isInstanceOf(Warning.class);
    }

    @Test
    void shouldCompareClocksWithinWhatCanBeKnown() {
        // The broker's time lies between two of ours, or it does not
        assertThat(ClockCheck.difference(1_500, 1_000, 2_000)).isInstanceOf(Ok.class);
        assertThat(ClockCheck.difference(2_500, 1_000, 2_000)).isInstanceOf(Ok.class);
        assertThat(ClockCheck.difference(12_000, 1_000, 2_000).found()).startsWith("10.0 s behind the broker's");
        assertThat(ClockCheck.difference(1_000, 11_000, 12_000).found()).startsWith("10.0 s ahead of the broker's");
        assertThat(ClockCheck.difference(1_000, 11_000, 12_000)).isInstanceOf(Warning.class);
        assertThat(ClockCheck.difference(0, 2 * 3_600_000, 2 * 3_600_000)).isInstanceOf(Failed.class);
    }

    @Test
    void shouldJudgeReplication() {
        assertThat(TopicsCheck.replication("topic a", present(1, "1"), 1)).isInstanceOf(Ok.class);
        assertThat(TopicsCheck.replication("topic a", present(3, "2"), 3)).isInstanceOf(Ok.class);
        assertThat(TopicsCheck.replication("topic a", present(1, "1"), 3)).isInstanceOf(Warning.class);
        assertThat(TopicsCheck.replication("topic a", present(1, "2"), 1)).isInstanceOf(Failed.class);
    }

    private static TopicState.Present present(int replicas, String inSync) {
        return new TopicState.Present("a", 12, replicas, Map.of("min.insync.replicas", inSync), List.of());
    }
}
