package dev.consilium.ops.bench.throughput;

import dev.consilium.ops.bench.report.BarChart;
import dev.consilium.ops.bench.report.Figures;
import dev.consilium.ops.bench.report.ReportOptions;
import dev.consilium.ops.bench.rig.ImageKind;
import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.ops.bench.rig.Seconds;
import dev.consilium.ops.terminal.Activity;
import dev.consilium.ops.terminal.CtrlC;
import dev.consilium.ops.terminal.Terminal;
import dev.consilium.specialist.SpecialistPackage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code consilium bench throughput}: Consilium beside the machine's own limit and everything in between. */
@Command(
        name = "throughput",
        sortOptions = false,
        description = {
            "Drains preloaded images to committed predictions, two SimpleCNN specialists, exactly-once, 12 partitions, the broker in"
                    + " the same process; in turns with, on the same cores:",
            "  limit         the same images in memory through decode, forward and rule; no Kafka",
            "  bare loop     a consumer and a transactional producer by hand around the same kernel",
            "  by hand       what users write today: mapValues, ImageIO, a DJL Predictor",
            "  pass-through  Kafka Streams without models (in the JSON)"
        },
        footer = {"", "Example:", "  consilium bench throughput --json throughput.json --png throughput.png"})
public final class ThroughputCommand implements Callable<Integer> {

    private static final int SPECIALISTS = 2;

    @Option(
            names = "--kinds",
            split = ",",
            defaultValue = "jpeg-32,rgb8-32,jpeg-640",
            description = "Kinds of images; the first is the main figure. Default: ${DEFAULT-VALUE}.")
    List<String> kinds;

    @Option(names = "--rounds", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
    int rounds;

    @Option(
            names = "--window",
            defaultValue = "5",
            paramLabel = "SECONDS",
            converter = Seconds.class,
            description = "What is measured of each drain. Default: ${DEFAULT-VALUE}.")
    Duration window;

    @Mixin
    DrainOptions drains;

    @Option(names = "--stream-threads", description = "num.stream.threads of Consilium. Default: the app's.")
    @Nullable
    Integer streamThreads;

    @Option(names = "--scorer-threads", description = "scorer.threads of Consilium. Default: the app's.")
    @Nullable
    Integer scorerThreads;

    @Mixin
    ReportOptions report;

    @Override
    @SuppressWarnings("try") // Ctrl-C is a resource that only has to be open
    public Integer call() throws Exception {
        Terminal terminal = report.terminal();
        List<ImageKind> wanted = kinds.stream().map(ImageKind::of).toList();
        ThroughputSettings settings = settings();
        try (CtrlC ctrlC = CtrlC.interruptsThisThread();
                Activity activity = Activity.on(terminal);
                Rig rig = Rig.start()) {
            List<SpecialistPackage> specialists = rig.specialists(SPECIALISTS);
            try (Models models = Models.load(specialists, ThroughputSettings.BATCH)) {
                FlopRoof.Result roof = FlopRoof.measure(
                        models.specialists().get(0), models.loaded().get(0), settings.window());
                List<Standing> standings = new ArrayList<>();
                for (ImageKind kind : wanted) {
                    Standing standing = new KindContest(
                                    rig,
                                    standings.isEmpty() ? settings : settings.shorter(),
                                    models,
                                    kind,
                                    activity::say)
                            .run(specialists);
                    standings.add(standing);
                    show(standing, terminal);
                }
                terminal.println(String.format(
                        Locale.ROOT,
                        "  one core, matrices of 1,024: %.0f GFLOP/s; the kernel reaches %.0f %% of it (the forward alone %.0f %%)",
                        roof.product() / 1e9,
                        100 * roof.kernelToFlopRoof(),
                        100 * roof.forwardToFlopRoof()));
                report.write(figures(standings, roof), standings.get(0).chart());
            }
        }
        return 0;
    }

    private ThroughputSettings settings() {
        return new ThroughputSettings(
                drains.images(),
                rounds,
                Math.min(2, rounds),
                drains.firstWarmUp,
                drains.warmUp,
                window,
                streamThreads == null ? OptionalInt.empty() : OptionalInt.of(streamThreads),
                scorerThreads == null ? OptionalInt.empty() : OptionalInt.of(scorerThreads));
    }

    private static void show(Standing standing, Terminal terminal) {
        for (BarChart chart : List.of(standing.chart(), standing.costs())) {
            terminal.println("");
            chart.lines().forEach(terminal::println);
        }
        terminal.println("");
    }

    private static Figures figures(List<Standing> standings, FlopRoof.Result roof) {
        Standing main = standings.get(0);
        Figures figures = Figures.measuredOn(ThroughputSettings.PARTITIONS, main.images())
                .with("kind", main.kind().label())
                .with("specialists", main.specialists());
        main.addTo(figures);
        figures.with("kernelToFlopRoof", roof.kernelToFlopRoof())
                .with("forwardToFlopRoof", roof.forwardToFlopRoof())
                .with("flopRoofGigaFlops", roof.product() / 1e9);
        Figures others = Figures.part();
        for (Standing other : standings.subList(1, standings.size())) {
            Figures part = Figures.part().with("images", other.images());
            other.addTo(part);
            others.with(other.kind().label(), part);
        }
        return figures.with("kinds", others);
    }
}
