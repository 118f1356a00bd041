package dev.consilium.ops.deadletters;

import dev.consilium.avro.Image;
import dev.consilium.ops.terminal.CtrlC;
import dev.consilium.ops.terminal.Terminal;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.history.Stretch;
import dev.consilium.trainer.publish.ConnectionOptions;
import dev.consilium.trainer.report.JsonOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the images of dead letters into a folder. */
@Command(
        name = "export",
        sortOptions = false,
        description = {
            "Writes the images of dead letters into a folder, byte for byte, named by partition and offset of the dead letter, with an extension by what"
                    + " they are; .bin is a value that is no image at all.",
            "What each is, and why it is there, stands in dead-letters.jsonl, a JSON object a line."
        },
        footer = {"", "Example:", "  consilium dead-letters export --reason BadImageException --to broken"})
final class ExportDeadLetters implements Callable<Integer> {

    private static final int SHOW_EVERY = 100;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            required = true,
            description = "An empty folder, or one that is made.")
    Path folder;

    @Mixin
    Selection selection;

    @Mixin
    JsonOption json;

    @Mixin
    ConnectionOptions connection;

    private long exported;
    private long missing;

    @Override
    @SuppressWarnings("try") // Ctrl-C is a resource that only has to be open
    public Integer call() throws IOException {
        Connection broker = connection.requireConnection();
        Terminal terminal = Terminal.of(json.console(spec));
        try (CtrlC ctrlC = CtrlC.interruptsThisThread();
                DeadLetterTopic letters =
                        new DeadLetterTopic(broker, connection.topics().deadLetters());
                LetterImages images = new LetterImages(broker, selection.format)) {
            List<Stretch> stretches = letters.stretches();
            try (ImageFolder to = new ImageFolder(folder)) {
                for (Stretch stretch : stretches) {
                    letters.read(stretch, letter -> {
                        if (selection.holds(letter, images)) {
                            export(letter, letters.original(letter), images, to);
                            show(terminal);
                        }
                    });
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            terminal.clear();
        }
        terminal.println(String.format(
                Locale.ROOT,
                "%,d images written to %s, with %s%s",
                exported,
                folder,
                ImageFolder.LIST,
                missing == 0 ? "" : String.format(Locale.ROOT, "; %,d are no longer there", missing)));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("exported", exported);
        figures.put("missing", missing);
        json.write(spec, figures);
        return 0;
    }

    private void export(DeadLetter letter, Original original, LetterImages images, ImageFolder to) {
        try {
            if (original instanceof Original.Lost lost) {
                to.add(letter, images.id(letter), lost.why());
                missing++;
            } else if (original instanceof Original.Found found) {
                Optional<Image> image = images.image(letter, found.value());
                if (image.isPresent()) {
                    to.add(letter, image.get());
                } else {
                    to.add(letter, images.id(letter), found.value());
                }
                exported++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void show(Terminal terminal) {
        if ((exported + missing) % SHOW_EVERY == 0) {
            terminal.status(String.format(Locale.ROOT, "%,d images", exported));
        }
    }
}
