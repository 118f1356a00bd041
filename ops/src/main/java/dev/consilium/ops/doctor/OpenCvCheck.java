package dev.consilium.ops.doctor;

import dev.consilium.avro.Image;
import dev.consilium.ops.doctor.Finding.Failed;
import dev.consilium.ops.doctor.Finding.Ok;
import dev.consilium.specialist.image.BadImageException;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.specialist.image.Pixels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import javax.imageio.ImageIO;

/** Whether OpenCV can be loaded, and decodes what another encoder wrote. */
final class OpenCvCheck implements Check {

    private static final int SIDE = 8;
    private static final String CURE =
            "its libraries are unpacked to ~/.javacpp once (org.bytedeco.javacpp.cachedir names another folder) and need"
                    + " Linux x86-64 with glibc, not musl";

    @Override
    public Subject subject() {
        return Subject.OPENCV;
    }

    @Override
    public List<Finding> look() throws IOException {
        Image image = Image.newBuilder().setId("doctor").setContent(png()).build();
        try {
            Pixels pixels = new ImageDecoder(ImageLimits.defaults()).decode(image);
            return List.of(new Ok(
                    subject().toString(),
                    "decodes images (tried: a PNG of " + pixels.width() + " x " + pixels.height() + " pixels)"));
        } catch (BadImageException | RuntimeException | LinkageError e) {
            return List.of(
                    new Failed(subject().toString(), "cannot decode an image: " + Causes.text(Causes.root(e)), CURE));
        }
    }

    private static ByteBuffer png() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return ByteBuffer.wrap(bytes.toByteArray());
    }
}
