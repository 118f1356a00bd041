package dev.consilium.trainer.stream;

import static dev.consilium.trainer.stream.WrittenStream.answer;
import static dev.consilium.trainer.stream.WrittenStream.labelled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.Image;
import dev.consilium.avro.Outcome;
import dev.consilium.trainer.publish.Commands;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnlabelledCommandIT {
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3};

    private final Commands commands = new Commands();
    private final WrittenStream written = new WrittenStream(commands.connection(), commands.topics());

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws Exception {
        Image jpeg = new Image("a, b.jpg", ByteBuffer.wrap(JPEG), null, null, null, Map.of());
        written.commit(
                answer("narrow", written.image(0, "narrow"), 0.6, 0.55),
                answer("sure", written.image(0, "sure"), 1, 0),
                answer("sent again", written.image(0, "sent again"), 0.5, 0.5),
                labelled("bag", "sent again", written.image(0, "sent again"), 0.5, 0.5),
                labelled("bat", "known", written.image(1, "known"), 0.5, 0.5),
                answer("a, b.jpg", written.image(1, jpeg), 0.5, 0.1).setOutcome(Outcome.ABSTAINED));
    }

    @AfterEach
    void close() {
        written.close();
    }

    @Test
    void shouldBringWhatIsWorthLabelling() throws IOException {
        // When
        int code = unlabelled("--out", folder.toString(), "--max-images", "2");

        // Then
        assertThat(code).as(commands.failure()).isZero();
        assertThat(commands.output())
                .contains("6 predictions, 4 of them without a label", "--labels " + folder.resolve("labels.csv"));
        assertThat(folder.resolve("labels.csv")).content().isEqualToNormalizingNewlines("""
                imageId,file,className,confidence,margin,abstained,label
                "a, b.jpg",00001.jpg,class-0,0.5000,0.4000,true,
                narrow,00002.png,class-0,0.6000,0.0500,false,
                """);
        assertThat(Files.readAllBytes(folder.resolve("00001.jpg"))).isEqualTo(JPEG);
        int grey = "narrow".hashCode() & 0xff;
        assertThat(ImageIO.read(folder.resolve("00002.png").toFile()).getRGB(1, 1) & 0xff)
                .isEqualTo(grey);
    }

    @Test
    void shouldLeaveOutWhatHasBeenLabelledAndOverwriteNothing() throws IOException {
        // Given
        assertThat(unlabelled("--out", folder.toString())).isZero();
        Path list = folder.resolve("labels.csv");
        Files.writeString(list, Files.readString(list).replace("0.0500,false,", "0.0500,false,boot"));

        // When
        int again = unlabelled("--out", folder.toString());
        String refusal = commands.failure();
        int rest = unlabelled("--out", folder.resolve("rest").toString(), "--labels", list.toString());

        // Then
        assertThat(again).isEqualTo(1);
        assertThat(refusal).contains("labels.csv is there already, perhaps with labels");
        assertThat(rest).isZero();
        assertThat(LabelFile.read(List.of(list))).containsOnly(Map.entry("narrow", "boot"));
        assertThat(Files.readAllLines(folder.resolve("rest/labels.csv")))
                .hasSize(3)
                .noneMatch(line -> line.startsWith("narrow"));
    }

    private int unlabelled(String... options) {
        List<String> all = new ArrayList<>(List.of("data", "unlabelled"));
        all.addAll(List.of(options));
        return commands.run(all.toArray(String[]::new));
    }
}
