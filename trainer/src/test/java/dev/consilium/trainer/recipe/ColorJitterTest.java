package dev.consilium.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Against torchvision's definition, written out for one pixel of red and one of grey. */
class ColorJitterTest {
    private static final Offset<Float> EXACT = Offset.offset(1e-6f);
    private static final float[] IMAGE = {0.8f, 0.2f, 0.4f, 0.5f, 0.5f, 0.5f};
    /** 0.2989 * 0.8 + 0.587 * 0.2 + 0.114 * 0.4, and 0.9999 * 0.5. */
    private static final float FIRST_GREY = 0.40212f;

    private static final float SECOND_GREY = 0.49995f;
    private static final float MEAN_GREY = (FIRST_GREY + SECOND_GREY) / 2;

    @Test
    void shouldScaleBrightnessAndClamp() {
        float[] image = IMAGE.clone();

        ColorJitter.brightness(image, 1.5f);

        assertThat(image).containsExactly(new float[] {1, 0.3f, 0.6f, 0.75f, 0.75f, 0.75f}, EXACT);
    }

    @Test
    void shouldBlendContrastWithTheMeanGrey() {
        float[] image = IMAGE.clone();

        ColorJitter.contrast(image, 0.5f);

        float[] expected = new float[IMAGE.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = 0.5f * IMAGE[i] + 0.5f * MEAN_GREY;
        }
        assertThat(image).containsExactly(expected, EXACT);
    }

    @Test
    void shouldBlendSaturationWithEachPixelsGreyAndClamp() {
        float[] image = IMAGE.clone();

        ColorJitter.saturation(image, 2);

        assertThat(image)
                .containsExactly(
                        new float[] {1, 0, 2 * 0.4f - FIRST_GREY, 1 - SECOND_GREY, 1 - SECOND_GREY, 1 - SECOND_GREY},
                        EXACT);
    }

    @Test
    void shouldRepeatForTheSameSeedOnly() {
        assertThat(drawn(0.4, 7, 50)).usingElementComparator(Arrays::compare).isEqualTo(drawn(0.4, 7, 50));
        assertThat(drawn(0.4, 7, 50)).usingElementComparator(Arrays::compare).isNotEqualTo(drawn(0.4, 8, 50));
    }

    @Test
    void shouldChangeByNoMoreThanItsStrength() {
        // Given: of grey pixels, saturation changes nothing and contrast nothing of equal ones
        List<Float> factors = new ArrayList<>();

        // When
        for (int seed = 0; seed < 300; seed++) {
            float[] grey = {0.5f, 0.5f, 0.5f};
            new ColorJitter(0.3).change(grey, new Random(seed));
            factors.add(grey[0] / 0.5f);
        }

        // Then
        assertThat(factors).allSatisfy(factor -> assertThat(factor).isBetween(0.6999f, 1.3001f));
        assertThat(factors.stream().min(Float::compare))
                .hasValueSatisfying(least -> assertThat(least).isLessThan(0.72f));
        assertThat(factors.stream().max(Float::compare))
                .hasValueSatisfying(most -> assertThat(most).isGreaterThan(1.28f));
    }

    private static List<float[]> drawn(double strength, long seed, int count) {
        Random random = new Random(seed);
        List<float[]> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] image = IMAGE.clone();
            new ColorJitter(strength).change(image, random);
            drawn.add(image);
        }
        return drawn;
    }
}
