package dev.consilium.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.specialist.InputShape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodedImagesTest {
    private static final InputShape SHAPE = new InputShape(2, 2);
    private static final int BYTES = 12;
    private static final int COUNT = 600;

    @TempDir
    Path folder;

    private final List<Path> files = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        for (int i = 0; i < COUNT; i++) {
            Path file = folder.resolve(i + ".png");
            BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
            image.setRGB(0, 0, i);
            ImageIO.write(image, "png", file.toFile());
            files.add(file);
        }
    }

    @Test
    void shouldGiveTheSamePixelsKeptOrNot() throws IOException {
        // Given: one that cannot be read, among those that are kept
        Files.writeString(files.get(3), "not an image");

        // When
        DecodedImages some = DecodedImages.of(images(), SHAPE, 10 * BYTES);
        DecodedImages all = DecodedImages.of(images(), SHAPE);

        // Then
        assertThat(some.size()).isEqualTo(all.size()).isEqualTo(COUNT - 1);
        for (int i = 0; i < all.size(); i++) {
            assertThat(some.source(i)).isEqualTo(all.source(i)).isEqualTo(i < 3 ? i : i + 1);
            assertThat(some.pixels(i).rgb()).isEqualTo(all.pixels(i).rgb());
            assertThat(all.pixels(i).rgb()).startsWith(0, all.source(i) >> 8, all.source(i) & 0xff);
        }
    }

    @Test
    void shouldKeepNoMoreThanThereIsRoomFor() throws IOException {
        // Given
        DecodedImages images = DecodedImages.of(images(), SHAPE, 10 * BYTES);

        // When
        for (Path file : files) {
            Files.delete(file);
        }

        // Then: every sixtieth
        assertThat(images.keptBytes()).isEqualTo(10 * BYTES);
        assertThat(IntStream.range(0, COUNT).filter(images::isKept))
                .containsExactly(59, 119, 179, 239, 299, 359, 419, 479, 539, 599);
        assertThat(images.pixels(59).rgb()).startsWith(0, 0, 59);
        assertThatThrownBy(() -> images.pixels(10))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("10.png was changed or removed while it was in use");
    }

    @Test
    void shouldNotTakeAnotherImageForTheOneThatItWas() throws IOException {
        // Given
        DecodedImages images = DecodedImages.of(images(), SHAPE, 0);

        // When
        Files.copy(files.get(5), files.get(4), StandardCopyOption.REPLACE_EXISTING);

        // Then
        assertThat(images.pixels(5).rgb()).startsWith(0, 0, 5);
        assertThatThrownBy(() -> images.pixels(4))
                .hasMessageContaining("4.png was changed or removed while it was in use: it shows something else");
    }

    @Test
    void shouldHaveAnotherChecksumForOtherImages() throws IOException {
        DecodedImages once = DecodedImages.of(images(), SHAPE, 0);
        DecodedImages again = DecodedImages.of(images(), SHAPE);
        Files.copy(files.get(5), files.get(4), StandardCopyOption.REPLACE_EXISTING);
        DecodedImages other = DecodedImages.of(images(), SHAPE);

        assertThat(again.checksum()).isEqualTo(once.checksum()).isNotEqualTo(other.checksum());
    }

    private LabelledImages images() {
        return new ImageFiles(files, Collections.nCopies(COUNT, 0));
    }
}
