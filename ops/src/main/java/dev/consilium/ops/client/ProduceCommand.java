package dev.consilium.ops.client;

import dev.consilium.avro.Image;
import dev.consilium.ops.terminal.CtrlC;
import dev.consilium.ops.terminal.Terminal;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.trainer.publish.ConnectionOptions;
import dev.consilium.trainer.report.JsonOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends images to the topic {@code images}. */
@Command(
        name = "produce",
        sortOptions = false,
        description = {
            "Sends images to the topic images.",
            "",
            "SOURCE is a folder with one sub-folder of images a class (its name becomes the label), IDX files or CIFAR-10's binary files"
                    + " (their test part, where there is one), a folder of images without labels, a file that lists one image a line"
                    + " (PATH, or PATH, a tab and a label), or - for such lines from standard input."
        },
        footer = {"", "Example:", "  consilium produce photos --rate 100"})
public final class ProduceCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "SOURCE", description = "A folder, a file, or -.")
    String source;

    @Option(names = "--rate", defaultValue = "0", description = "Images a second; 0, the default: as fast as possible.")
    double rate;

    @Option(names = "--loop", description = "Begin again at the end, until --limit or Ctrl-C.")
    boolean loop;

    @Option(names = "--limit", description = "Stop after this many images.")
    @Nullable
    Long limit;

    @Option(names = "--topic", description = "Default: images.")
    @Nullable
    String topic;

    @Mixin
    JsonOption json;

    @Mixin
    ConnectionOptions connectionOptions;

    @Override
    @SuppressWarnings("try") // Ctrl-C is a resource that only has to be open
    public Integer call() throws IOException {
        Pace pace = Pace.perSecond(rate, Pace.Ticker.SYSTEM);
        Connection connection = connectionOptions.requireConnection();
        String to = topic == null ? connectionOptions.topics().images() : topic;
        long most = limit == null ? Long.MAX_VALUE : limit;
        PrintWriter console = json.console(spec);
        Terminal terminal = Terminal.of(console);
        try (CtrlC ctrlC = CtrlC.interruptsThisThread();
                ImageFeed feed = Sources.open(source, loop);
                ImageProducer producer = new ImageProducer(connection, to);
                SendProgress progress = SendProgress.on(
                        terminal, console, Math.min(most, feed.total().orElse(most)))) {
            send(feed, most, pace, producer, progress);
            producer.flush();
            json.write(spec, progress.done(producer.acknowledged(), to));
        }
        return 0;
    }

    /** Until the end, the limit or Ctrl-C; what was sent by then is still to be acknowledged. */
    private static void send(ImageFeed feed, long most, Pace pace, ImageProducer producer, SendProgress progress)
            throws IOException {
        try {
            for (long sent = 0; sent < most; sent++) {
                Optional<Image> next = feed.next();
                if (next.isEmpty()) {
                    return;
                }
                pace.await();
                producer.send(next.get());
                progress.show(producer.acknowledged());
            }
        } catch (InterruptedException | InterruptException | ClosedByInterruptException e) {
            Thread.interrupted(); // cleared: flushing would be interrupted, too
        }
    }
}
