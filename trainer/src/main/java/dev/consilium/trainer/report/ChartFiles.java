package dev.consilium.trainer.report;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;

/** Charts as PNG files, each with its words: the same drawings that a page shows. */
public final class ChartFiles {
    /** Pixels a unit: sharp in a document, and on a screen of twice the usual density. */
    static final int SCALE = 2;

    private static final int LONGEST_NAME = 100;
    private static final DocumentLimits LIMITS = new DocumentLimits(
            DocumentLimits.DEFAULT_MAX_NESTING_DEPTH, DocumentLimits.DEFAULT_MAX_USE_NESTING_DEPTH, Integer.MAX_VALUE);

    private ChartFiles() {}

    /**
     * Writes a file for each, named after its title; where titles are equal, with a number.
     *
     * @param folder made when it is missing
     * @return the files, in the order of the figures
     */
    public static List<Path> write(List<Figure> figures, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Figure figure : figures) {
            String words = figure.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
            String plain = words.substring(0, Math.min(LONGEST_NAME, words.length()));
            String name = plain;
            for (int number = 2; !taken.add(name); number++) {
                name = plain + "-" + number;
            }
            Path file = folder.resolve(name + ".png");
            if (!ImageIO.write(image(figure), "png", file.toFile())) {
                throw new IOException("This Java cannot write PNG files");
            }
            files.add(file);
        }
        return files;
    }

    static BufferedImage image(Figure figure) throws IOException {
        String text = FigureDocument.of(figure);
        SVGDocument document = new SVGLoader()
                .load(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                        null,
                        LoaderContext.builder().documentLimits(LIMITS).build());
        if (document == null) {
            throw new IOException("The chart " + figure.title() + " cannot be drawn");
        }
        BufferedImage image = new BufferedImage(
                SCALE * Math.round(document.size().width),
                SCALE * Math.round(document.size().height),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.scale(SCALE, SCALE);
        document.render(null, graphics);
        graphics.dispose();
        return image;
    }
}
