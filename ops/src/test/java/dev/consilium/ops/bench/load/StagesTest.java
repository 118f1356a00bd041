package dev.consilium.ops.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StagesTest {

    private static final Scrape BEFORE = Scrape.parse("""
            # HELP consilium_decode_seconds Parsing and decoding one image on its StreamThread
            # TYPE consilium_decode_seconds summary
            consilium_decode_seconds_count 1000
            consilium_decode_seconds_sum 10.0
            consilium_forward_seconds_count{specialist="classes 0-4"} 5
            consilium_forward_seconds_sum{specialist="classes 0-4"} 1.0
            """);
    private static final Scrape AFTER = Scrape.parse("""
            consilium_decode_seconds_count 1100
            consilium_decode_seconds_sum 10.1
            consilium_forward_seconds_count{specialist="classes 0-4"} 15
            consilium_forward_seconds_sum{specialist="classes 0-4"} 1.02
            consilium_forward_seconds_count{specialist="classes 5-9"} 10
            consilium_forward_seconds_sum{specialist="classes 5-9"} 0.03
            consilium_forward_seconds_max{specialist="classes 5-9"} 0.5
            consilium_queue_seconds_count 0
            consilium_queue_seconds_sum 0.0
            consilium_batch_size_images_count 10
            consilium_batch_size_images_sum 85.0
            """);

    @Test
    void shouldTellTheMeansOfTheTimeInBetween() {
        // When
        Stages stages = Stages.between(BEFORE, AFTER);

        // Then
        assertThat(stages.batchImages()).isCloseTo(8.5, within(1e-9));
        assertThat(stages.millis()).containsOnlyKeys("decode", "forward");
        // 1 ms an image, and an image waits for its batch
        assertThat(stages.millis().get("decode")).isCloseTo(8.5, within(1e-6));
        // 2 ms of the one and then 3 ms of the other
        assertThat(stages.forwardMillis()).isCloseTo(5.0, within(1e-6));
    }

    @Test
    void shouldShareOutTheWholeWay() {
        // Given 13.5 ms in the app, 20 ms to the uncommitted reader, 30 ms more to the committed one
        Stages stages = Stages.between(BEFORE, AFTER);
        Percentiles uncommitted = new Percentiles(100, 20, 20, 20, 20);

        // When
        Map<String, Double> shares = stages.shares(uncommitted, 30);

        // Then
        assertThat(shares).containsOnlyKeys("decode", "forward", "transport", "commit");
        assertThat(shares.get("transport")).isCloseTo(6.5 / 50, within(1e-6));
        assertThat(shares.get("commit")).isCloseTo(30 / 50d, within(1e-6));
        assertThat(shares.values().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, within(1e-9));
    }
}
