package dev.consilium.streams.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Prediction;
import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.stack.ChildJvm;
import dev.consilium.stack.SharedStack;
import dev.consilium.stack.Stack;
import dev.consilium.streams.fixture.OutcomeRecord;
import dev.consilium.streams.fixture.Outcomes;
import dev.consilium.streams.fixture.ServedMain;
import dev.consilium.streams.fixture.TestImages;
import dev.consilium.streams.fixture.TestTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topics are all that there is: two whole apps lose everything that they have on disk, in the middle of their work. */
class RebuildIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int PARTITIONS = 4;
    private static final int IMAGES = 12_000;
    private static final int MORE = 400;
    private static final int AT_LEAST = 500;

    /** Not what was published last, but what was decided last. */
    private static final Map<String, String> ROSTER = Map.of("low", "v2", "high", "v1");

    private final Stack stack = SharedStack.get();

    @TempDir
    Path folder;

    @Test
    void shouldComeBackFromTheTopicsAlone() throws Exception {
        // Given: a roster with a past, and two instances at a backlog
        RosterTestBed bed = new RosterTestBed(stack, folder.resolve("unused"), PARTITIONS);
        bed.publish(
                PublishedVersion.good(TinyModule.LOW, "low", "v1", 0),
                PublishedVersion.good(TinyModule.HIGH, "high", "v1", 5),
                PublishedVersion.good(TinyModule.LOW, "gone", "v1", 10));
        bed.publish(
                PublishedVersion.good(TinyModule.LOW, "low", "v2", 0),
                PublishedVersion.good(TinyModule.LOW, "high", "v2", 5));
        bed.pin("high", "v1");
        bed.dismiss("gone");
        TestTopics topics = new TestTopics(stack.bootstrapServers(), bed.topics(), PARTITIONS);
        try (TestImages images = new TestImages(topics, stack.schemaRegistryUrl());
                Outcomes outcomes = new Outcomes(topics, stack.schemaRegistryUrl())) {
            images.writeMixed(IMAGES);
            List<Path> disks = List.of(folder.resolve("disk-1"), folder.resolve("disk-2"));

            // When: both die, and what they had is gone
            int answered;
            try (ChildJvm first = start(bed, disks.get(0));
                    ChildJvm second = start(bed, disks.get(1))) {
                await().atMost(LIMIT).until(() -> {
                    assertThat(first.isAlive()).as(first.logTail()).isTrue();
                    return outcomes.images() >= AT_LEAST;
                });
                first.process().destroyForcibly().waitFor();
                second.process().destroyForcibly().waitFor();
                answered = outcomes.images();
            }
            for (Path disk : disks) {
                assertThat(files(disk)).isNotEmpty();
                delete(disk);
            }
            int eventsBefore = bed.events().size();
            images.writeMixed(MORE);

            // Then
            try (ChildJvm first = start(bed, disks.get(0));
                    ChildJvm second = start(bed, disks.get(1))) {
                await().atMost(LIMIT).until(() -> {
                    assertThat(first.isAlive()).as(first.logTail()).isTrue();
                    assertThat(second.isAlive()).as(second.logTail()).isTrue();
                    return outcomes.images() == IMAGES + MORE
                            && serving(bed, eventsBefore).values().stream()
                                            .filter(roster -> roster.size() == ROSTER.size())
                                            .count()
                                    == 2;
                });
            }
            assertThat(answered).as("there were images in flight").isLessThan(IMAGES);
            assertThat(serving(bed, eventsBefore).values())
                    .allSatisfy(roster -> assertThat(roster).isEqualTo(ROSTER));
            assertThat(outcomes.duplicated()).isZero();
            assertThat(outcomes.outOfOrder()).isZero();
            assertThat(outcomes.misplaced()).isZero();
            assertThat(outcomes.seen().stream()
                            .filter(OutcomeRecord::prediction)
                            .map(outcome -> asked(outcomes.prediction(outcome.record())))
                            .collect(Collectors.toSet()))
                    .isEqualTo(Set.of(ROSTER));
        }
    }

    private static Map<String, String> asked(Prediction prediction) {
        return prediction.getConsultation().stream()
                .collect(Collectors.toMap(Confidence::getSpecialist, Confidence::getVersion));
    }

    /** Which versions serve, by the life of the process that says so; of what was said after so many events. */
    private static Map<String, Map<String, String>> serving(RosterTestBed bed, int after) {
        return bed.events().stream()
                .skip(after)
                .filter(event -> event.getState() == RolloutState.SERVING)
                .collect(Collectors.groupingBy(
                        event -> event.getInstance() + "/" + event.getIncarnation(),
                        Collectors.toMap(
                                RolloutEvent::getSpecialist,
                                RolloutEvent::getVersion,
                                (first, second) -> first + ", then " + second)));
    }

    private ChildJvm start(RosterTestBed bed, Path disk) throws IOException {
        Files.createDirectories(disk);
        Map<String, String> settings = new HashMap<>(bed.appSettings());
        settings.putAll(Map.of(
                "artifact.cache.directory", disk.resolve("artifacts").toString(),
                "kafka.state.dir", disk.resolve("state").toString(),
                "trust.unsigned", "true",
                "http.enabled", "false",
                "scorer.threads", "1",
                // What a dead app leaves open keeps its successor waiting for so long.
                "kafka.transaction.timeout.ms", "2000",
                "kafka.session.timeout.ms", "1500",
                "kafka.heartbeat.interval.ms", "500"));
        return ChildJvm.start(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dai.djl.offline=true",
                        "-Dai.djl.pytorch.num_threads=1",
                        "-Dai.djl.pytorch.num_interop_threads=1"),
                System.getProperty("java.class.path"),
                ServedMain.class.getName(),
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .toList(),
                folder.resolve(disk.getFileName() + ".log"));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
