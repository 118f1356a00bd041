package dev.consilium.specialist.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.consilium.specialist.Fixtures;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResizeTest {

    /** {@code make_images.py} had Pillow resize them. */
    static Stream<String> pillow() throws IOException {
        return Fixtures.names("images/resized", "source-61x47.rgb").stream();
    }

    @ParameterizedTest
    @MethodSource("pillow")
    void shouldResizeAsPillowDoesToTheLastBit(String name) throws Exception {
        // Given
        String[] size = name.replace(".rgb", "").split("x", 2);
        int width = Integer.parseInt(size[0]);
        int height = Integer.parseInt(size[1]);

        // When
        Pixels resized = Resize.to(width, height, source());

        // Then
        assertThat(resized.width()).isEqualTo(width);
        assertThat(resized.height()).isEqualTo(height);
        assertThat(resized.rgb()).isEqualTo(Fixtures.bytes("images/resized/" + name));
    }

    @Test
    void shouldLeaveAnImageOfTheRightSizeAlone() throws Exception {
        // Given
        Pixels source = source();

        // Then
        assertThat(Resize.to(61, 47, source)).isSameAs(source);
    }

    @Test
    void shouldTakeLittleMoreMemoryThanItsResultForAnImageOfOneColumn() {
        // Given: with all its lines at the new width, this would take 60 MB.
        Pixels column = new Pixels(1, 20_000, new byte[20_000 * 3]);
        long before = allocatedBytes();

        // When
        Pixels resized = Resize.to(1000, 10, column);

        // Then
        assertThat(allocatedBytes() - before).isLessThan(5_000_000);
        assertThat(resized.rgb()).hasSize(1000 * 10 * 3).containsOnly(0);
    }

    private static long allocatedBytes() {
        return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getCurrentThreadAllocatedBytes();
    }

    private static Pixels source() throws IOException {
        return new Pixels(61, 47, Fixtures.bytes("images/resized/source-61x47.rgb"));
    }
}
