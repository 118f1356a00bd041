package dev.consilium.ops.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObserveResultTest {

    @Test
    void shouldTellWhatLookingOnCostsMoreThanTheQuietWindowOfTheSameTurn() {
        // When ten scrapes a second take 6 % of a core, five pages 2 and 3 %
        ObserveResult result = result(0.06, 0.02, 0.03);

        // Then one each 15 s takes a 150th of it
        assertThat(result.quietCores()).isCloseTo(1.05, within(1e-9));
        assertThat(result.scrape().value()).isCloseTo(0.0004, within(1e-9));
        assertThat(result.scrape().error()).isCloseTo(0, within(1e-9));
        assertThat(result.scrapeCpuMillis()).isCloseTo(6, within(1e-6));
        assertThat(result.pages().value()).isCloseTo(0.025, within(1e-9));
        assertThat(result.pages().error()).isCloseTo(0.005, within(1e-9));
        assertThat(result.lines()).noneMatch(line -> line.contains("MISSED"));
        assertThat(result.figures().asMap())
                .containsEntry("images", 12_000L)
                .containsEntry("pages", 5)
                .containsKeys("scrapeCpuShare", "pageCpuShare", "scrapeShareOfApp", "pageShareOfApp", "turns");
    }

    @Test
    void shouldSayWhenItCostsTooMuch() {
        assertThat(result(1.6, 0.02, 0.03).lines().get(0)).contains("MISSED");
        assertThat(result(0.06, 0.03, 0.05).lines().get(1)).contains("MISSED");
    }

    private static ObserveResult result(double scraping, double firstPages, double secondPages) {
        List<ObserveResult.Sample> samples = new ArrayList<>();
        double[] quiet = {1.0, 1.1};
        double[] pages = {firstPages, secondPages};
        for (int turn = 0; turn < quiet.length; turn++) {
            samples.add(new ObserveResult.Sample(turn, Onlookers.NOBODY, quiet[turn], 0));
            samples.add(new ObserveResult.Sample(turn, Onlookers.PROMETHEUS, quiet[turn] + scraping, 10));
            samples.add(new ObserveResult.Sample(turn, Onlookers.PAGES, quiet[turn] + pages[turn], 12));
        }
        return new ObserveResult(5_000, 4_000, 12_000, samples);
    }
}
