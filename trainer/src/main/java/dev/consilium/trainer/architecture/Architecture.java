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
    /** One convolution and one linear layer: the network that the max-softmax idea was published with. */
    SIMPLE_CNN("simple-cnn", 32);

    private final String text;
    private final int side;

    Architecture(String text, int side) {
        this.text = text;
        this.side = side;
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

    public InputShape input() {
        return new InputShape(side, side);
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
