package dev.consilium.trainer.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One HTML file that holds all it shows, well-formed as XML too. Texts are escaped. One thread. */
public final class Page {
    private final StringBuilder body = new StringBuilder();
    private final String title;
    private final List<Drawn> drawn = new ArrayList<>();
    private String section = "";

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
        section = text;
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

    /** Names, and what is to be said of each. */
    public Page facts(Map<String, String> facts) {
        body.append("<div class=\"wide\"><table class=\"facts\">\n");
        facts.forEach((name, said) -> {
            body.append("<tr>");
            element("th", name);
            element("td", said);
            body.append("</tr>\n");
        });
        body.append("</table></div>\n");
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
            drawn.add(new Drawn(section, figure));
            element("figcaption", figure.caption());
            body.append("</figure>\n");
        }
        body.append("</div>\n");
        return this;
    }

    public Page pictures(List<Picture> pictures) {
        body.append("<div class=\"pictures\">\n");
        for (Picture picture : pictures) {
            body.append("<figure><img alt=\"")
                    .append(Html.escape(picture.caption()))
                    .append("\" src=\"")
                    .append(Html.escape(picture.dataUri()))
                    .append("\"/>");
            element("strong", picture.caption());
            element("small", picture.note());
            body.append("</figure>\n");
        }
        body.append("</div>\n");
        return this;
    }

    /** The whole page. */
    public String html() {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>"
                + Html.escape(title)
                + "</title>\n<style>\n" + Style.ofPage() + "</style>\n</head>\n<body>\n<main>\n" + body
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

    private record Drawn(String section, Figure figure) {}

    /** The charts so far, in their order; those of equal titles named after their headings too. */
    public List<Figure> figures() {
        Map<String, Long> titles = drawn.stream()
                .collect(Collectors.groupingBy(each -> each.figure().title(), Collectors.counting()));
        return drawn.stream()
                .map(each -> titles.getOrDefault(each.figure().title(), 0L) == 1
                        ? each.figure()
                        : each.figure().titled(each.figure().title() + ", " + each.section()))
                .toList();
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
}
