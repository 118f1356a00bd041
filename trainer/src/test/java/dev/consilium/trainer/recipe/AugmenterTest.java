package dev.consilium.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.specialist.InputShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AugmenterTest {
    private static final int HEIGHT = 5;
    private static final int WIDTH = 4;
    private static final InputShape SHAPE = new InputShape(HEIGHT, WIDTH);
    private static final int CROP = 2;

    /** Each byte tells where it came from: no two are equal, none is black. */
    private final byte[] image = new byte[HEIGHT * WIDTH * 3];

    AugmenterTest() {
        for (int i = 0; i < image.length; i++) {
            image[i] = (byte) (i + 1);
        }
    }

    @Test
    void shouldLeaveImagesAloneByDefault() {
        assertThat(new Augmenter(Augmentation.NONE, SHAPE, 1).view(image)).isSameAs(image);
    }

    @Test
    void shouldMirrorHalfOfThem() {
        // Given
        byte[] before = image.clone();
        byte[] mirrored = moved(0, 0, true);

        // When
        List<byte[]> views = views(new Augmentation(true, 0, 0), 1, 400);

        // Then
        assertThat(views).allMatch(view -> equal(view, image) || equal(view, mirrored));
        assertThat(views.stream().filter(view -> equal(view, mirrored)).count()).isBetween(150L, 250L);
        assertThat(image).isEqualTo(before);
    }

    @Test
    void shouldMoveByAllWaysUpToThePadding() {
        // Given
        List<byte[]> possible = new ArrayList<>();
        for (int down = -CROP; down <= CROP; down++) {
            for (int right = -CROP; right <= CROP; right++) {
                possible.add(moved(down, right, false));
            }
        }

        // When
        Set<Integer> seen = new HashSet<>();
        for (byte[] view : views(new Augmentation(false, CROP, 0), 1, 1000)) {
            int which = 0;
            while (!equal(view, possible.get(which))) {
                which++;
            }
            seen.add(which);
        }

        // Then
        assertThat(seen).hasSize(possible.size());
    }

    @Test
    void shouldMirrorWhatItMoved() {
        assertThat(views(new Augmentation(true, CROP, 0), 3, 500))
                .anyMatch(view -> equal(view, moved(1, -2, true)))
                .anyMatch(view -> equal(view, moved(-2, 1, true)));
    }

    @Test
    void shouldMoveAnImageAway() {
        Augmenter augmenter = new Augmenter(new Augmentation(false, 8, 0), SHAPE, 1);

        for (int i = 0; i < 100; i++) {
            assertThat(augmenter.view(image)).hasSize(image.length);
        }
    }

    @Test
    void shouldRecolorOnlyWhenAsked() {
        float[] values = {0.1f, 0.5f, 0.9f};

        new Augmenter(new Augmentation(true, CROP, 0), SHAPE, 1).recolor(values);
        assertThat(values).containsExactly(0.1f, 0.5f, 0.9f);

        new Augmenter(new Augmentation(false, 0, 0.5), SHAPE, 1).recolor(values);
        assertThat(values).doesNotContain(0.1f, 0.5f, 0.9f);
    }

    @Test
    void shouldRepeatAnEpochWhateverCameBefore() {
        // Given
        Augmentation both = new Augmentation(true, CROP, 0);
        Augmenter gone = new Augmenter(both, SHAPE, 5);
        Augmenter fresh = new Augmenter(both, SHAPE, 5);
        gone.startEpoch(1);
        draw(gone, 33);

        // When
        gone.startEpoch(2);
        fresh.startEpoch(2);
        List<byte[]> once = draw(gone, 20);
        List<byte[]> again = draw(fresh, 20);
        fresh.startEpoch(3);
        List<byte[]> next = draw(fresh, 20);

        // Then
        assertThat(again).usingElementComparator(Arrays::compare).isEqualTo(once);
        assertThat(next).usingElementComparator(Arrays::compare).isNotEqualTo(once);
    }

    private List<byte[]> views(Augmentation augmentation, long seed, int count) {
        return draw(new Augmenter(augmentation, SHAPE, seed), count);
    }

    private List<byte[]> draw(Augmenter augmenter, int count) {
        List<byte[]> views = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            views.add(augmenter.view(image).clone());
        }
        return views;
    }

    /** Pixel by pixel. */
    private byte[] moved(int down, int right, boolean mirrored) {
        byte[] view = new byte[image.length];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int fromY = y - down;
                int fromX = (mirrored ? WIDTH - 1 - x : x) - right;
                if (fromY >= 0 && fromY < HEIGHT && fromX >= 0 && fromX < WIDTH) {
                    System.arraycopy(image, (fromY * WIDTH + fromX) * 3, view, (y * WIDTH + x) * 3, 3);
                }
            }
        }
        return view;
    }

    private static boolean equal(byte[] one, byte[] other) {
        return Arrays.equals(one, other);
    }
}
