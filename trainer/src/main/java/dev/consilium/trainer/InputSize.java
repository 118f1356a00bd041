package dev.consilium.trainer;

import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.image.BadImageException;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.specialist.image.Pixels;
import dev.consilium.trainer.data.LabelledImages;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What size a module reads: told, or that of the images. */
final class InputSize {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,5})x(\\d{1,5})");
    private static final int LOOKED_AT = 20;

    private InputSize() {}

    /** @throws IllegalArgumentException when the text is no size */
    static InputShape parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("--input is '" + text + "': write WIDTHxHEIGHT, such as 32x32");
        }
        return new InputShape(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(1)));
    }

    /** @throws IllegalArgumentException when the first images are of several sizes, or cannot be read */
    static InputShape common(LabelledImages images) {
        ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());
        Set<String> sizes = new HashSet<>();
        for (int i = 0; i < Math.min(LOOKED_AT, images.size()); i++) {
            try {
                Pixels pixels = decoder.decode(images.image(i));
                sizes.add(pixels.width() + "x" + pixels.height());
            } catch (BadImageException | IOException e) {
                // Reported when all images are read.
            }
        }
        if (sizes.size() != 1) {
            throw new IllegalArgumentException(
                    sizes.isEmpty()
                            ? "No image of these classes can be read: say what size the module reads, with --input"
                            : "The images are of several sizes (" + String.join(", ", sizes)
                                    + "): say what size the module reads, with --input");
        }
        return parse(sizes.iterator().next());
    }
}
