package dev.consilium.ops.bench.report;

import java.awt.Color;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;

/** Charts as files. Stateless. */
final class PngChart {

    private static final int NARROWEST = 900;
    private static final int WIDTH_OF_A_BAR = 85;
    private static final int HEIGHT = 500;
    private static final int DOTS_PER_INCH = 150;

    private PngChart() {}

    static Chart<?, ?> bars(BarChart bars) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(Math.max(NARROWEST, WIDTH_OF_A_BAR * bars.bars().size()))
                .height(HEIGHT)
                .title(bars.title())
                .yAxisTitle(bars.unit())
                .build();
        chart.getStyler()
                .setXAxisLabelRotation(45)
                .setDecimalPattern("#,##0.##")
                .setLegendVisible(false);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setAvailableSpaceFill(0.6).setLabelsVisible(true);
        List<String> labels = bars.bars().stream().map(BarChart.Bar::label).toList();
        List<Double> values =
                bars.bars().stream().map(bar -> readable(bar.value())).toList();
        chart.addSeries(bars.unit(), labels, values);
        return chart;
    }

    /** Three digits, or all before the point: more do not fit on a bar. */
    private static double readable(double value) {
        return value >= 100
                ? Math.rint(value)
                : new BigDecimal(value).round(new MathContext(3)).doubleValue();
    }

    static void write(Chart<?, ?> chart, Path file) throws IOException {
        BitmapEncoder.saveBitmapWithDPI(chart, file.toString(), BitmapFormat.PNG, DOTS_PER_INCH);
    }
}
