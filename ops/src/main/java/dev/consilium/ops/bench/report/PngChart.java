package dev.consilium.ops.bench.report;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;

/** Charts as files. Stateless. */
final class PngChart {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 500;
    private static final int DOTS_PER_INCH = 150;

    private PngChart() {}

    static Chart<?, ?> bars(BarChart bars) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(bars.title())
                .yAxisTitle(bars.unit())
                .build();
        chart.getStyler()
                .setXAxisLabelRotation(20)
                .setDecimalPattern("#,##0.##")
                .setLegendVisible(false);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setAvailableSpaceFill(0.6).setLabelsVisible(true);
        List<String> labels = bars.bars().stream().map(BarChart.Bar::label).toList();
        List<Double> values = bars.bars().stream().map(BarChart.Bar::value).toList();
        chart.addSeries(bars.unit(), labels, values);
        return chart;
    }

    static void write(Chart<?, ?> chart, Path file) throws IOException {
        BitmapEncoder.saveBitmapWithDPI(chart, file.toString(), BitmapFormat.PNG, DOTS_PER_INCH);
    }
}
