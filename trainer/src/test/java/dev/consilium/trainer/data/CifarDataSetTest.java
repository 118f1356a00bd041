package dev.consilium.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarDataSetTest {
    private static final int PLANE = 32 * 32;

    @TempDir
    Path folder;

    @Test
    void shouldReadAllBatchesInOrderWithChannelsInterleaved() throws IOException {
        // Given
        Files.write(folder.resolve("data_batch_1.bin"), records(3));
        Files.write(folder.resolve("data_batch_2.bin"), records(7, 9));
        Files.write(folder.resolve("test_batch.bin"), records(1));
        Files.writeString(
                folder.resolve("batches.meta.txt"),
                "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n");

        // When
        DataSet data = DataSet.open(folder);

        // Then
        assertThat(data.classNames()).hasSize(10).startsWith("airplane").endsWith("truck");
        assertThat(data.training().size()).isEqualTo(3);
        assertThat(data.training().label(2)).isEqualTo(9);
        assertThat(data.judged().label(0)).isEqualTo(1);
        assertThat(data.training().image(2).getContent().array())
                .hasSize(3 * PLANE)
                .startsWith(10, 20, 30, 10, 20, 30);
    }

    @Test
    void shouldRefuseHalfARecord() throws IOException {
        Files.write(folder.resolve("data_batch_1.bin"), Arrays.copyOf(records(3), 1000));

        assertThatThrownBy(() -> DataSet.open(folder))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("1000 bytes: not a whole number of records of 3073");
    }

    @Test
    void shouldRefuseLabelsThatCifarDoesNotHave() throws IOException {
        Files.write(folder.resolve("data_batch_1.bin"), records(3, 10));

        assertThatThrownBy(() -> DataSet.open(folder))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("record 1 has label 10");
    }

    private static byte[] records(int... labels) {
        byte[] bytes = new byte[labels.length * (1 + 3 * PLANE)];
        for (int i = 0; i < labels.length; i++) {
            int start = i * (1 + 3 * PLANE);
            bytes[start] = (byte) labels[i];
            for (int channel = 0; channel < 3; channel++) {
                int plane = start + 1 + channel * PLANE;
                Arrays.fill(bytes, plane, plane + PLANE, (byte) (10 * (channel + 1)));
            }
        }
        return bytes;
    }
}
