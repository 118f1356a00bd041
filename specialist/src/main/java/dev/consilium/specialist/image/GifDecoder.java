package dev.consilium.specialist.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The first frame of a GIF, by the JDK's ImageIO: OpenCV does not read GIF everywhere. Transparent pixels keep their colour. */
final class GifDecoder {

    private GifDecoder() {}

    static Pixels decode(Bytes file, ImageHeader header) throws BadImageException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        try (ImageInputStream input = new MemoryCacheImageInputStream(file.toStream())) {
            reader.setInput(input, true, true);
            // The frame may be smaller than the screen that the header declares, not larger.
            if (reader.getWidth(0) > header.width() || reader.getHeight(0) > header.height()) {
                throw new BadImageException("GIF is corrupt: its first frame is larger than the file declares");
            }
            BufferedImage frame = reader.read(0);
            if (!warnings.isEmpty()) {
                throw new BadImageException("GIF is truncated or corrupt: " + warnings.get(0));
            }
            return pixels(frame);
        } catch (IOException | RuntimeException e) {
            // ImageIO's readers throw unchecked ones on hostile files.
            throw new BadImageException("GIF is truncated or corrupt: " + e);
        } finally {
            reader.dispose();
        }
    }

    private static Pixels pixels(BufferedImage frame) {
        int[] colours = frame.getRGB(0, 0, frame.getWidth(), frame.getHeight(), null, 0, frame.getWidth());
        byte[] rgb = new byte[colours.length * Pixels.CHANNELS];
        for (int i = 0; i < colours.length; i++) {
            rgb[3 * i] = (byte) (colours[i] >> 16);
            rgb[3 * i + 1] = (byte) (colours[i] >> 8);
            rgb[3 * i + 2] = (byte) colours[i];
        }
        return new Pixels(frame.getWidth(), frame.getHeight(), rgb);
    }
}
