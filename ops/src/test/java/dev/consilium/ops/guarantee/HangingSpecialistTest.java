package dev.consilium.ops.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.consilium.avro.Image;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.archive.ArchiveLimits;
import dev.consilium.specialist.archive.ArchiveScan;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.specialist.torch.ImageBatch;
import dev.consilium.specialist.torch.TorchScriptModel;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HangingSpecialistTest {

    private static final Path SEED = Path.of("src/test/resources/seed/classes-0-4");

    @TempDir
    private Path folder;

    @Test
    void shouldHangOverItsSignAndBeAsRightAsTheGoodOneOtherwise() throws Exception {
        // Given
        SpecialistPackage good = SpecialistPackage.read(SEED);

        // When
        SpecialistPackage hanging = HangingSpecialist.of(good, Duration.ofSeconds(1), folder.resolve("hanging"));

        // Then no gate has a reason to refuse it
        assertThat(ArchiveScan.scan(hanging.model(), ArchiveLimits.ofPacked(1 << 24))
                        .entries())
                .isPositive();
        try (TorchScriptModel right = TorchScriptModel.load(good.model(), good.specialist());
                TorchScriptModel wrong = TorchScriptModel.load(hanging.model(), hanging.specialist())) {
            Image noise = noise();
            assertThat(logits(wrong, noise)).containsExactly(logits(right, noise), within(1e-5f));

            // And over its sign it takes its time, and then answers
            long start = System.nanoTime();
            assertThat(logits(wrong, HangingSpecialist.sign()))
                    .containsExactly(logits(right, HangingSpecialist.sign()), within(1e-5f));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(100));
        }
    }

    private static float[] logits(TorchScriptModel model, Image image) throws Exception {
        try (ImageBatch batch = new ImageBatch(model.input(), 1)) {
            batch.put(0, new ImageDecoder(ImageLimits.defaults()).decode(image, model.input()));
            return model.forward(batch, 1);
        }
    }

    private static Image noise() {
        byte[] pixels = new byte[32 * 32 * 3];
        new Random(1).nextBytes(pixels);
        return Image.newBuilder(HangingSpecialist.sign())
                .setContent(ByteBuffer.wrap(pixels))
                .build();
    }
}
