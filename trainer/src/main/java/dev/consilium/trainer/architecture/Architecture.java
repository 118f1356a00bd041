package dev.consilium.trainer.architecture;

import dev.consilium.specialist.InputShape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.ZipException;

/** The networks that can be trained. Each is a TorchScript template that {@code src/main/python/make_templates.py} made. */
public enum Architecture {
    /** One convolution and one linear layer: the network that the max-softmax idea was published with. 32 x 32 only. */
    SIMPLE_CNN("simple-cnn", 32, 32),
    /** Five convolutions with BatchNorm and a residual block, 119 thousand parameters: for processors. Any size. */
    SMALL_RESNET("small-resnet", 4, 1024),
    /** Eight wide convolutions with BatchNorm and two residual blocks, 6.6 million parameters: for GPUs. Any size. */
    WIDE_RESNET("wide-resnet", 8, 1024);

    private static final int USUAL_SIDE = 32;

    private final String text;
    private final int smallest;
    private final int largest;

    Architecture(String text, int smallest, int largest) {
        this.text = text;
        this.smallest = smallest;
        this.largest = largest;
    }

    /**
     * The one of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Architecture named(String text) {
        return Arrays.stream(values())
                .filter(architecture -> architecture.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown architecture '" + text + "': there is "
                        + Arrays.stream(values()).map(Architecture::text).collect(Collectors.joining(", ")) + "."));
    }

    public String text() {
        return text;
    }

    /** The usual size of images. */
    public InputShape input() {
        return new InputShape(USUAL_SIDE, USUAL_SIDE);
    }

    /**
     * Refuses sizes of images that the network does not take.
     *
     * @throws IllegalArgumentException when it does not
     */
    public void requireInput(InputShape input) {
        if (Math.min(input.height(), input.width()) < smallest || Math.max(input.height(), input.width()) > largest) {
            throw new IllegalArgumentException("Images of " + input.height() + " x " + input.width() + " are not for "
                    + text + ": it takes "
                    + (smallest == largest ? smallest + " x " + largest : smallest + " to " + largest + " a side")
                    + ".");
        }
    }

    /** Writes the template to a file: libtorch loads modules to be trained from files only. */
    public void writeTemplate(Path file) throws IOException {
        try (InputStream template = template()) {
            Files.copy(template, file);
        }
    }

    /**
     * Whether a module was trained from this template. Training changes a module's values, never its code: only such a module has the
     * methods that training calls, and none but the template's code is run.
     */
    public boolean isOriginOf(Path module) throws IOException {
        Path folder = Files.createTempDirectory("consilium-template");
        Path template = folder.resolve(text + ".pt");
        try {
            writeTemplate(template);
            return ModuleCode.of(template).equals(ModuleCode.of(module));
        } catch (ZipException e) {
            return false;
        } finally {
            Files.deleteIfExists(template);
            Files.delete(folder);
        }
    }

    private InputStream template() {
        return Objects.requireNonNull(
                getClass().getResourceAsStream(text + ".pt"), text + ".pt is missing from the jar");
    }
}
