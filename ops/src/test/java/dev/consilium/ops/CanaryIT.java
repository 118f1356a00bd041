package dev.consilium.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.avro.Candidate;
import dev.consilium.avro.CandidateMode;
import dev.consilium.avro.Image;
import dev.consilium.avro.Promote;
import dev.consilium.ops.bench.rig.BenchImages;
import dev.consilium.ops.bench.rig.ImageKind;
import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.ops.client.ImageProducer;
import dev.consilium.ops.client.Pace;
import dev.consilium.schemas.Topics;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.stack.SharedStack;
import dev.consilium.streams.ConsiliumApp;
import dev.consilium.trainer.Training;
import dev.consilium.trainer.architecture.Architecture;
import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.data.LabelledImages;
import dev.consilium.trainer.plan.Plan;
import dev.consilium.trainer.publish.PublishRequest;
import dev.consilium.trainer.publish.Publisher;
import dev.consilium.trainer.publish.RosterControl;
import dev.consilium.trainer.recipe.Outliers;
import dev.consilium.trainer.recipe.Recipe;
import dev.consilium.trainer.recipe.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Canaries that were really trained, on real images with labels that flow through a real app. */
class CanaryIT {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final long IMAGES = 600;
    /** At least as accurate as what serves, on so many labelled images; how quick it is here says nothing. */
    private static final Promote LIMITS = new Promote(IMAGES, 0.0, 0.0, 0.0, 1_000.0);

    @TempDir
    Path folder;

    @Test
    void shouldPromoteABetterVersionAndWithdrawAWorseOneByItself() throws Exception {
        DataSet data = DataSet.open(Path.of(System.getProperty("consilium.home"), "ops", "demo-data"));
        try (Rig rig = Rig.on(SharedStack.get())) {
            // Given: specialists that were trained for a moment, and images that flow
            Topics topics = rig.topics("canary", "canary-images", 2);
            rig.publish(topics, rig.specialists(2));
            String specialist = rig.specialists(1).get(0).manifest().getSpecialist();
            try (RosterControl roster = new RosterControl(rig.connection(), topics, InstantSource.system(), "tester");
                    ConsiliumApp app = rig.consilium(topics, "canary", Map.of());
                    Flow flow = new Flow(rig, topics)) {
                await().atMost(LIMIT).until(() -> app.health().ready());

                // When: one that was trained in earnest
                stage(rig, topics, train(data, "better"), specialist, "v2");
                tryOut(roster, specialist, "v2");

                // Then
                await().atMost(LIMIT).until(() -> serving(app, specialist).equals("v2"));

                // When: one that was trained on labels at random
                stage(rig, topics, train(shuffled(data), "worse"), specialist, "v3");
                tryOut(roster, specialist, "v3");

                // Then
                await().atMost(LIMIT).until(() -> candidate(app, specialist).isEmpty());
                assertThat(serving(app, specialist)).isEqualTo("v2");
            }
        }
    }

    private List<SpecialistPackage> train(DataSet data, String name) throws Exception {
        Recipe recipe = Recipe.of(Architecture.SIMPLE_CNN, Outliers.REJECT)
                .withEpochs(2)
                .withSeed(2);
        return Training.of(data, Plan.parse("0-4,5-9", data.classNames()), recipe)
                .withLimit(2_000)
                .run(folder.resolve(name), TrainingListener.SILENT)
                .stream()
                .map(trained -> trained.written())
                .toList();
    }

    private static void stage(
            Rig rig, Topics topics, List<SpecialistPackage> trained, String specialist, String version)
            throws IOException {
        List<SpecialistPackage> one = trained.stream()
                .filter(each -> each.manifest().getSpecialist().equals(specialist))
                .toList();
        try (Publisher publisher = new Publisher(rig.connection(), topics, InstantSource.system())) {
            var publication = publisher.publish(
                    one,
                    new PublishRequest(false, true, "tester", "for a trial", Optional.empty()),
                    Publisher.UploadProgress.NONE);
            assertThat(publication.versions()).extracting(key -> key.version()).containsExactly(version);
        }
    }

    private static void tryOut(RosterControl roster, String specialist, String version) {
        roster.tryOut(Map.of(specialist, new Candidate(version, CandidateMode.CANARY, 0.2, LIMITS)), "is it better?");
    }

    private static String serving(ConsiliumApp app, String specialist) {
        return app.roster().specialists().stream()
                .filter(one -> one.specialist().equals(specialist))
                .map(one -> String.valueOf(one.serving()))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<String> candidate(ConsiliumApp app, String specialist) {
        return app.roster().specialists().stream()
                .filter(one -> one.specialist().equals(specialist))
                .flatMap(one -> Optional.ofNullable(one.candidate()).stream())
                .findFirst();
    }

    /** The same images, each with the label of another. */
    private static DataSet shuffled(DataSet data) {
        LabelledImages images = data.training();
        LabelledImages wrong = new LabelledImages() {
            @Override
            public int size() {
                return images.size();
            }

            @Override
            public int label(int index) {
                return images.label((int) ((index * 7_919L + 13) % images.size()));
            }

            @Override
            public Image image(int index) throws IOException {
                return images.image(index);
            }

            @Override
            public String name(int index) {
                return images.name(index);
            }
        };
        return new DataSet(data.folder(), data.classNames(), wrong, Optional.empty());
    }

    /** Labelled images that do not end before it is closed. */
    private static final class Flow implements AutoCloseable {
        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private volatile boolean ended;

        Flow(Rig rig, Topics topics) throws IOException {
            BenchImages images = rig.images(ImageKind.JPEG_32);
            var unused = thread.submit(() -> {
                try (ImageProducer producer = new ImageProducer(rig.connection(), topics.images())) {
                    Pace pace = Pace.perSecond(500, Pace.Ticker.SYSTEM);
                    for (long i = 0; !ended; i++) {
                        pace.await();
                        producer.send(images.image(i));
                    }
                }
                return null;
            });
        }

        @Override
        public void close() {
            ended = true;
            thread.shutdown();
        }
    }
}
