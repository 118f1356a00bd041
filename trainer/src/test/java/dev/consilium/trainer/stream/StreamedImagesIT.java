package dev.consilium.trainer.stream;

import static dev.consilium.trainer.stream.WrittenStream.AN_HOUR_AGO;
import static dev.consilium.trainer.stream.WrittenStream.answer;
import static dev.consilium.trainer.stream.WrittenStream.labelled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.Image;
import dev.consilium.avro.Outcome;
import dev.consilium.avro.Source;
import dev.consilium.specialist.InputShape;
import dev.consilium.trainer.publish.Commands;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class StreamedImagesIT {
    private static final List<String> CLASSES = List.of("bag", "boot", "coat");

    @Command
    private static final class Learner {
        @Mixin
        StreamOptions stream;
    }

    private final Commands kafka = new Commands();
    private final WrittenStream written = new WrittenStream(kafka.connection(), kafka.topics());
    private final StringWriter console = new StringWriter();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        written.close();
    }

    @Test
    void shouldTakeTheMostDoubtedOfAllPartitions() throws Exception {
        // Given
        written.commit(
                labelled("bag", "sure", written.image(0, "sure"), 0.9, 0.1),
                labelled("2", "narrow", written.image(1, "narrow"), 0.6, 0.55),
                answer("unlabelled", written.image(1, "unlabelled"), 0.5, 0.5),
                labelled("boot", "abstained", written.image(0, "abstained"), 0.5, 0.1)
                        .setOutcome(Outcome.ABSTAINED),
                labelled("bag", "surest", written.image(0, "surest"), 1, 0));

        // When
        try (StreamedImages images = read("--max-images", "3")) {
            // Then
            assertThat(ids(images)).containsExactly("abstained", "narrow", "sure");
            assertThat(labels(images)).containsExactly(1, 2, 0);
            assertThat(images.image(1).getContent().get(11)).isEqualTo((byte) "narrow".hashCode());
            assertThat(images.image(1).getWidth()).isEqualTo(2);
            assertThat(images.name(1)).isEqualTo("narrow (" + kafka.topics().images() + "-1 offset 0)");
        }
        assertThat(console.toString())
                .contains("5 predictions, 4 of them with a label", "taken: 3 images, 1 of them abstained")
                .contains("margins of the others from 0.0500 to 0.8000");
    }

    @Test
    void shouldCountAnImageOnceByItsLastAnswer() throws Exception {
        // Given: the label came with the second sending, and was corrected with the third
        Source first = written.image(0, "image");
        Source second = written.image(0, "image");
        Source third = written.image(1, "image");
        written.commit(
                answer("image", first, 0.5, 0.5),
                labelled("bag", "image", second, 0.5, 0.5),
                labelled("boot", "image", third, 0.9, 0.1).setDecidedAt(AN_HOUR_AGO.plusMillis(1)));

        // When
        try (StreamedImages images = read()) {
            // Then
            assertThat(labels(images)).containsExactly(1);
            assertThat(images.name(0)).contains("-1 offset 0");
        }
    }

    @Test
    void shouldDoWithoutImagesThatAreGone() throws Exception {
        // Given
        Source gone = written.image(0, "gone");
        Source kept = written.image(0, "kept");
        Source other = written.image(1, "somebody else's");
        Source broken = written.value(1, new byte[] {1, 2, 3});
        written.commit(
                labelled("bag", "gone", gone, 0.5, 0.5),
                labelled("bag", "kept", kept, 0.9, 0.1),
                labelled("bag", "replaced", other, 0.6, 0.5),
                labelled("bag", "broken", broken, 0.6, 0.5),
                labelled("bag", "beyond", new Source(kafka.topics().images(), 1, 99L), 0.6, 0.5),
                labelled("bag", "nowhere", new Source(kafka.topics().images(), 7, 0L), 0.6, 0.5),
                labelled("bag", "unheard of", new Source("no-such-topic", 0, 0L), 0.6, 0.5));
        written.remove(kept);

        // When: what is known to be gone does not take the place of another
        try (StreamedImages images = read("--max-images", "3")) {
            // Then
            assertThat(ids(images)).containsExactly("kept");
        }
        assertThat(console.toString())
                .contains("images that are not to be had: 6 (" + kafka.topics().images()
                        + "-0 offset 0 has been removed by retention (the partition begins at offset")
                .contains("taken: 1 images");
    }

    @Test
    void shouldFailWhenNothingIsLeft() throws Exception {
        // Given
        Source gone = written.image(0, "gone");
        written.commit(labelled("bag", "gone", gone, 0.5, 0.5), labelled("bat", "b", gone, 0.5, 0.5));
        written.remove(written.image(0, "next"));

        // When
        assertThatThrownBy(this::read)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "There is nothing to learn from " + kafka.topics().predictions());

        // Then
        assertThat(console.toString())
                .contains("labels that are no class: bat (1)", "not to be had: 1", "taken: 0 images");
    }

    @Test
    void shouldJoinLabelsThatPeopleGaveLater() throws Exception {
        // Given
        written.commit(
                answer("a/1.png", written.image(0, "a/1.png"), 0.6, 0.5),
                labelled("bag", "corrected", written.image(1, "corrected"), 0.8, 0.5),
                answer("not yet", written.image(0, "not yet"), 0.6, 0.5));
        Path file = Files.writeString(
                folder.resolve("labels.csv"),
                "imageId,className,label\na/1.png,bag,boot\ncorrected,bag,coat\nnot yet,bag,\nlost,bag,bag\n");

        // When
        try (StreamedImages images = read("--labels", file.toString())) {
            // Then
            assertThat(ids(images)).containsExactly("a/1.png", "corrected");
            assertThat(labels(images)).containsExactly(1, 2);
        }
        assertThat(console.toString()).contains("labels of images without a prediction: 1");
    }

    @Test
    void shouldReadBareFiles() throws Exception {
        // Given
        Source source = written.value(0, new byte[] {'G', 'I', 'F'});
        written.commit(answer("key", source, 0.6, 0.5));
        Path file = Files.writeString(folder.resolve("labels.csv"), "imageId,label\nkey,boot\n");

        // When
        try (StreamedImages images = read("--labels", file.toString(), "--images-format", "raw")) {
            // Then
            assertThat(images.image(0).getContent()).isEqualTo(ByteBuffer.wrap(new byte[] {'G', 'I', 'F'}));
            assertThat(images.image(0).getContentType()).isNull();
        }
    }

    @Test
    void shouldReadWhatIsCommittedSinceThenAlone() throws Exception {
        // Given
        Source source = written.image(0, new Image("old", ByteBuffer.allocate(12), "image/x-rgb8", 2, 2, Map.of()));
        written.commit(labelled("bag", "old", source, 0.5, 0.5));
        written.commit(
                labelled("bag", "new", written.image(0, "new"), 0.5, 0.5).setDecidedAt(AN_HOUR_AGO.plusSeconds(60)));
        written.abort(labelled("bag", "aborted", written.image(0, "aborted"), 0.5, 0.5)
                .setDecidedAt(AN_HOUR_AGO.plusSeconds(61)));

        // When
        try (StreamedImages images = read("--since", AN_HOUR_AGO.plusSeconds(30).toString())) {
            // Then
            assertThat(ids(images)).containsExactly("new");
        }
    }

    private StreamedImages read(String... options) throws IOException {
        String[] all = Arrays.copyOf(options, options.length + 6);
        System.arraycopy(
                new String[] {
                    "--from-topic", kafka.topics().predictions(),
                    "--bootstrap-server", kafka.connection().bootstrapServers(),
                    "--schema-registry", kafka.connection().schemaRegistryUrl()
                },
                0,
                all,
                options.length,
                6);
        Learner learner = new Learner();
        new CommandLine(learner).parseArgs(all);
        assertThat(learner.stream.areGiven()).isTrue();
        return learner.stream.read(CLASSES, new InputShape(32, 32), new PrintWriter(console, true));
    }

    private static List<String> ids(StreamedImages images) throws IOException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            ids.add(images.image(i).getId());
        }
        return ids;
    }

    private static List<Integer> labels(StreamedImages images) {
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            labels.add(images.label(i));
        }
        return labels;
    }
}
