package dev.consilium.trainer.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** One HTML file that holds all it shows. Texts are escaped. One thread. */
public final class Page {
    private final StringBuilder body = new StringBuilder();
    private final String title;

    public Page(String title, String lead) {
        this.title = title;
        element("h1", title);
        element("p", lead);
    }

    /** A figure in large type. */
    public record Tile(String value, String name, String note) {}

    /**
     * A picture.
     *
     * @param dataUri the whole image
     */
    public record Picture(String dataUri, String caption, String note) {}

    public Page heading(String text) {
        element("h2", text);
        return this;
    }

    public Page paragraph(String text) {
        element("p", text);
        return this;
    }

    public Page tiles(List<Tile> tiles) {
        body.append("<div class=\"tiles\">\n");
        for (Tile tile : tiles) {
            body.append("<div class=\"tile\">");
            element("strong", tile.value());
            element("span", tile.name());
            element("small", tile.note());
            body.append("</div>\n");
        }
        body.append("</div>\n");
        return this;
    }

    /** The first column is text, the others are figures. */
    public Page table(List<String> head, List<List<String>> rows) {
        body.append("<div class=\"wide\"><table>\n<tr>");
        head.forEach(cell -> element("th", cell));
        body.append("</tr>\n");
        for (List<String> row : rows) {
            body.append("<tr>");
            row.forEach(cell -> element("td", cell));
            body.append("</tr>\n");
        }
        body.append("</table></div>\n");
        return this;
    }

    /** Charts side by side where there is room. */
    public Page charts(List<Figure> figures) {
        body.append("<div class=\"charts\">\n");
        for (Figure figure : figures) {
            body.append("<figure>");
            element("h3", figure.title());
            if (!figure.legend().isEmpty()) {
                body.append("<p class=\"legend\">");
                for (int i = 0; i < figure.legend().size(); i++) {
                    body.append(i == 0 ? "<i class=\"first\"></i>" : "<i class=\"second\"></i>");
                    element("span", figure.legend().get(i));
                }
                body.append("</p>");
            }
            body.append(figure.chart().svg());
            element("figcaption", figure.caption());
            body.append("</figure>\n");
        }
        body.append("</div>\n");
        return this;
    }

    /**
     * A chart with its words.
     *
     * @param legend names of the first and the second colour; may be empty
     */
    public record Figure(String title, List<String> legend, Chart chart, String caption) {
        public Figure {
            legend = List.copyOf(legend);
        }
    }

    public Page pictures(List<Picture> pictures) {
        body.append("<div class=\"pictures\">\n");
        for (Picture picture : pictures) {
            body.append("<figure><img alt=\"")
                    .append(Html.escape(picture.caption()))
                    .append("\" src=\"")
                    .append(Html.escape(picture.dataUri()))
                    .append("\">");
            element("strong", picture.caption());
            element("small", picture.note());
            body.append("</figure>\n");
        }
        body.append("</div>\n");
        return this;
    }

    /** The whole page. */
    public String html() {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
                + Html.escape(title)
                + "</title>\n<style>\n" + style() + "</style>\n</head>\n<body>\n<main>\n" + body
                + "</main>\n</body>\n</html>\n";
    }

    /** Writes the page, its folder too where there is none. */
    public void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, html());
    }

    private void element(String name, String text) {
        body.append('<')
                .append(name)
                .append('>')
                .append(Html.escape(text))
                .append("</")
                .append(name)
                .append('>');
    }

    private static String style() {
        try (InputStream style = Objects.requireNonNull(Page.class.getResourceAsStream("page.css"), "page.css")) {
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("page.css cannot be read from the class path", e);
        }
    }
}
