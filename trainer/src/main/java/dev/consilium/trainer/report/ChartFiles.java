package dev.consilium.trainer.report;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import dev.consilium.trainer.report.Svg.Anchor;
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

    static final int MARGIN = 12;
    private static final int HEADLINE = 20;
    private static final int LINE = 15;
    private static final double LETTER = 6.5;
    private static final int LETTERS_A_LINE = (int) (Svg.WIDTH / LETTER);
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
            String plain = figure.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
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
        String text = document(figure);
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

    /** The drawing, title and legend above it, the caption below. */
    private static String document(Figure figure) {
        Svg drawing = figure.chart().svg();
        Svg above = new Svg(figure.title(), 0).headline(0, HEADLINE - 6, figure.title());
        double top = HEADLINE;
        if (!figure.legend().isEmpty()) {
            legend(above, figure.legend(), top + LINE - 4);
            top += LINE + 5;
        }
        Svg below = new Svg(figure.title(), 0);
        double bottom = top + drawing.height();
        for (String line : lines(figure.caption())) {
            bottom += LINE;
            below.text(0, bottom - 4, Anchor.START, line);
        }
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$.0f\" viewBox=\"0 0 %1$d %2$.0f\" font-family=\"sans-serif\">"
                        + "<style>%3$s</style><rect class=\"ground\" width=\"%1$d\" height=\"%2$.0f\"/>"
                        + "<g transform=\"translate(%4$d %4$d)\">%5$s%6$s<g transform=\"translate(0 %7$.0f)\">%8$s</g></g></svg>",
                Svg.WIDTH + 2 * MARGIN,
                Math.ceil(bottom) + 2 * MARGIN,
                Style.ofChart(),
                MARGIN,
                above.body(),
                below.body(),
                top,
                drawing.body());
    }

    private static void legend(Svg svg, List<String> names, double y) {
        double x = 0;
        for (int i = 0; i < names.size(); i++) {
            svg.rect(i == 0 ? "first" : "second", x, y - 9, 10, 10, 1, "");
            svg.text(x + 15, y, Anchor.START, names.get(i));
            x += 15 + LETTER * names.get(i).length() + 14;
        }
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > LETTERS_A_LINE) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
