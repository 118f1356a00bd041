package dev.consilium.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.specialist.image.Pixels;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class PageTest {
    private static final String HOSTILE = "<script>alert('\"&')</script>";

    @Test
    void shouldHoldAllThatItShows() {
        // When
        String html = page().html();

        // Then
        assertThat(html)
                .contains("prefers-color-scheme: dark", "width=device-width", "<svg viewBox=\"0 0 360 ")
                .doesNotContain("http:", "https:", "url(", "<link", "@import");
    }

    @Test
    void shouldEscapeWhatComesFromOutside() {
        assertThat(page().html()).doesNotContain("<script").contains("&lt;script&gt;alert(&#39;&quot;&amp;");
    }

    @Test
    void shouldDrawWellFormedSvg() throws Exception {
        for (Chart chart : charts()) {
            Document svg = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(chart.svg().toString().getBytes(StandardCharsets.UTF_8)));

            assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
            assertThat(svg.getElementsByTagName("text").getLength()).isPositive();
            assertThat(chart.svg().toString()).doesNotContain("NaN", "Infinity");
        }
    }

    @Test
    void shouldPutValuesIntoTheirBins() {
        String svg = new Histogram("h", "c", List.of(new Histogram.Group("a", List.of(0.0, 0.99, 1.0, 1.0))))
                .svg()
                .toString();

        assertThat(svg).contains("a: 25.0 % from 0 to 0.05", "a: 75.0 % from 0.95 to 1");
    }

    @Test
    void shouldShowTheUpperHalfAloneWhenNothingIsBelow() {
        Histogram histogram = new Histogram("h", "c", List.of(new Histogram.Group("a", List.of(0.5, 0.74, 0.75, 1.0))));

        assertThat(histogram.svg().toString())
                .contains("a: 25.0 % from 0.5 to 0.525", "a: 25.0 % from 0.725 to 0.75", "a: 25.0 % from 0.975 to 1");
    }

    @Test
    void shouldTellChartsOfEqualTitlesApart() {
        // Given
        Page page = new Page("p", "l");
        Chart chart = charts().get(0);

        // When
        page.heading("first roster").charts(List.of(new Figure("Confusion", List.of(), chart, "")));
        page.heading("second roster").charts(List.of(new Figure("Confusion", List.of(), chart, "")));
        page.charts(List.of(new Figure("Reliability", List.of(), chart, "")));

        // Then
        assertThat(page.figures())
                .extracting(Figure::title)
                .containsExactly("Confusion, first roster", "Confusion, second roster", "Reliability");
    }

    @Test
    void shouldRefuseAHeatMapThatNobodyCanRead() {
        List<String> names = Collections.nCopies(HeatMap.LARGEST + 1, "a");

        assertThatThrownBy(() -> new HeatMap("m", names, Collections.nCopies(names.size(), List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("101 names");
    }

    @Test
    void shouldKeepThePixels() throws Exception {
        // When
        String uri = Png.dataUri(new Pixels(2, 1, new byte[] {(byte) 255, 0, 0, 1, 2, 3}));

        // Then
        byte[] png = Base64.getDecoder().decode(uri.substring("data:image/png;base64,".length()));
        var image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getRGB(0, 0)).isEqualTo(0xffff0000);
        assertThat(image.getRGB(1, 0)).isEqualTo(0xff010203);
    }

    private static Page page() {
        Page page = new Page(HOSTILE, HOSTILE)
                .heading(HOSTILE)
                .paragraph(HOSTILE)
                .tiles(List.of(new Page.Tile(HOSTILE, HOSTILE, HOSTILE)))
                .table(List.of(HOSTILE), List.of(List.of(HOSTILE)))
                .facts(Map.of(HOSTILE, HOSTILE))
                .pictures(List.of(new Page.Picture("data:image/png;base64,", HOSTILE, HOSTILE)));
        return page.charts(charts().stream()
                .map(chart -> new Figure(HOSTILE, List.of(HOSTILE, HOSTILE), chart, HOSTILE))
                .toList());
    }

    private static List<Chart> charts() {
        return List.of(
                new HeatMap(HOSTILE, List.of(HOSTILE, "b"), List.of(List.of(1L, 2L), List.of(0L, 0L))),
                new BarRows(HOSTILE, "a", "b", List.of(new BarRows.Row(HOSTILE, Double.NaN, 0.5))),
                new Histogram(HOSTILE, "c", List.of(new Histogram.Group(HOSTILE, List.of()))),
                new LineChart(
                        HOSTILE,
                        Axis.share("x"),
                        Axis.share(HOSTILE),
                        true,
                        List.of(new LineChart.Line("l", List.of(new LineChart.Point(0.5, 0.5, HOSTILE))))),
                new LineChart(
                        HOSTILE,
                        Axis.count("x", 0),
                        Axis.fromZero("y", List.of()),
                        false,
                        List.of(new LineChart.Line("l", List.of()))));
    }
}
