package dev.consilium.ops.demo;

import dev.consilium.ops.client.ImageFiles;
import dev.consilium.ops.client.RoundFeed;
import dev.consilium.schemas.TopicSetup;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.specialist.trust.KeyPairFiles;
import dev.consilium.specialist.trust.SigningKey;
import dev.consilium.stack.Stack;
import dev.consilium.trainer.TrainedSpecialist;
import dev.consilium.trainer.plan.PlannedSpecialist;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** The main job on one machine, step by step. Used once, by one thread; interrupting it ends everything. */
final class Demo {
    private static final int PARTITIONS = 4;
    private static final long LOOK_MILLIS = 200;

    private final DemoOptions options;
    private final Exhibit exhibit;
    private final Path folder;
    private final Screen screen;
    private final InstantSource clock = InstantSource.system();
    private final Topics topics = Topics.defaults();
    private final Coach coach;

    /** @param folder for packages and logs */
    Demo(DemoOptions options, Exhibit exhibit, Path folder, Screen screen) {
        this.options = options;
        this.exhibit = exhibit;
        this.folder = folder;
        this.screen = screen;
        this.coach = new Coach(exhibit, folder, options.seed());
    }

    /**
     * @param shown gets the report as soon as the stream has been counted
     * @throws InterruptedException when the thread was interrupted, after everything has been ended
     */
    DemoReport run(Consumer<DemoReport> shown) throws Exception {
        screen.say(
                "  Each of two specialists knows half of the classes. Both look at every image; the surer one answers.");
        screen.say("  Meanwhile both learn more, and their better versions take over without a lost or doubled image.");
        screen.say("");
        try (Stack stack = screen.step(
                "starting Kafka and a schema registry", "started Kafka and a schema registry", () -> Stack.start())) {
            Connection connection = Connection.to(stack.bootstrapServers(), stack.schemaRegistryUrl());
            createTopics(connection);
            Path keys = folder.resolve("keys");
            SigningKey key = KeyPairFiles.in(keys, "demo").generate();
            List<TrainedSpecialist> first = screen.step(
                    "training two specialists",
                    "trained two specialists, on few images: " + names(),
                    () -> coach.first(screen::detail));
            try (Rollouts rollouts = new Rollouts(connection, topics, key, clock)) {
                screen.step(
                        "publishing both",
                        "published both as v1, signed by key " + key.keyId(),
                        () -> rollouts.publish(first));
                return serve(connection, keys, rollouts, shown);
            }
        }
    }

    private DemoReport serve(Connection connection, Path keys, Rollouts rollouts, Consumer<DemoReport> shown)
            throws Exception {
        try (ServedApp app = ServedApp.start(connection, keys, folder.resolve("app.log"))) {
            screen.step("starting the app", "started the app; its page is at " + app.url(), app::awaitReady);
            DemoReport report = swapUnderLoad(connection, app, rollouts);
            shown.accept(report);
            if (!options.once()) {
                streamOn(connection, app);
            }
            return report;
        }
    }

    private DemoReport swapUnderLoad(Connection connection, ServedApp app, Rollouts rollouts) throws Exception {
        ImageFiles images = images();
        int enough = options.enough().orElse(images.size());
        try (Audit audit = Audit.start(connection, topics, exhibit.owners(), clock);
                ImageStream stream =
                        ImageStream.start(connection, topics.images(), new RoundFeed(images, true), options.rate())) {
            screen.follow(() -> figures(stream, audit));
            Vigil vigil = new Vigil(
                    () -> {
                        app.check();
                        stream.check();
                    },
                    () -> audit.look(Findings::answers));
            List<TrainedSpecialist> second = screen.step(
                    "training v2",
                    "trained both further, on all images, while v1 answered",
                    () -> coach.second(screen::detail));
            screen.step(
                    "waiting for more answers of v1",
                    "v1 answered %,d images or more".formatted(enough),
                    () -> vigil.await(() -> judged(audit, Coach.FIRST) >= enough, "v1 has not answered enough images"));
            screen.step(
                    "publishing v2",
                    "published both as v2, and the app swapped them in under load",
                    () -> rollouts.swapIn(second, screen::detail));
            screen.step(
                    "waiting for answers of v2",
                    "v2 answered %,d images".formatted(enough),
                    () -> vigil.await(
                            () -> judged(audit, Coach.SECOND) >= enough, "v2 has not answered enough images"));
            ImageEnds ends =
                    screen.step("stopping the stream", "stopped the stream and waited for the last answer", () -> {
                        stream.stop();
                        ImageEnds found = ImageEnds.of(connection, topics.images());
                        vigil.awaitRest(
                                () -> audit.look(findings -> findings.tally().lost(found.byPartition())) == 0);
                        return found;
                    });
            return audit.look(findings -> DemoReport.of(findings, ends, exhibit, rollouts));
        }
    }

    /** Keeps the page alive for whoever looks at it. */
    private void streamOn(Connection connection, ServedApp app) throws InterruptedException {
        screen.say(
                "  Images keep coming: look at " + app.url() + " or " + app.url() + "metrics, or in another terminal:");
        screen.say("    ./consilium watch --bootstrap-server " + connection.bootstrapServers() + " --schema-registry "
                + connection.schemaRegistryUrl());
        screen.say("  Ctrl-C ends everything.");
        try (ImageStream stream =
                ImageStream.start(connection, topics.images(), new RoundFeed(images(), true), options.rate())) {
            while (true) {
                app.check();
                stream.check();
                Thread.sleep(LOOK_MILLIS);
            }
        }
    }

    private ImageFiles images() {
        return new PngFiles(
                ImageFiles.labelled(exhibit.data().judged(), exhibit.data().classNames()));
    }

    private long judged(Audit audit, String version) {
        return audit.look(findings -> findings.score(exhibit.lineUp(version)).judged());
    }

    private static String figures(ImageStream stream, Audit audit) {
        return audit.look(findings -> String.format(
                Locale.ROOT,
                "%,d sent, %,d answered, right %s, p50 %d ms",
                stream.sent(),
                findings.answers(),
                DemoTable.percent(findings.recentlyRight()),
                findings.committedMillis(50)));
    }

    private void createTopics(Connection connection) {
        try (Admin admin = connection.admin()) {
            TopicSetup.ensure(admin, topics, PARTITIONS, (short) 1);
        }
    }

    private String names() {
        return exhibit.plan().specialists().stream()
                .map(PlannedSpecialist::name)
                .collect(Collectors.joining(" and "));
    }
}
