package dev.consilium.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.Image;
import dev.consilium.specialist.InputShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PrefetchTest {
    private static final InputShape SHAPE = new InputShape(1, 1);
    private static final int COUNT = 400;
    private static final int BATCH = 40;

    private final Files files = new Files();

    @Test
    void shouldGiveAllInOrderWhateverIsKept() throws Exception {
        for (long room : new long[] {0, 3 * 100, 3 * COUNT}) {
            try (Prefetch prefetch = new Prefetch(DecodedImages.of(files, SHAPE, room));
                    DecodedBatches batches = prefetch.over(batches())) {
                for (int batch = 0; batch < COUNT / BATCH; batch++) {
                    DecodedBatches.Batch next = batches.next();
                    assertThat(next.size()).isEqualTo(BATCH);
                    for (int i = 0; i < BATCH; i++) {
                        int index = COUNT - 1 - (batch * BATCH + i);
                        assertThat(next.rgb(i)).containsExactly(index >> 8, index & 0xff, 7);
                        assertThat(next.label(i)).isEqualTo(index % 3);
                    }
                }
                assertThat(batches.hasNext()).isFalse();
                assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
            }
        }
    }

    @Test
    void shouldReadAheadTwoBatchesAndNoMore() throws Exception {
        // Given
        try (Prefetch prefetch = new Prefetch(DecodedImages.of(files, SHAPE, 0));
                DecodedBatches batches = prefetch.over(batches())) {
            files.read.clear();

            // When
            batches.next();

            // Then
            Awaitility.await().until(() -> files.read.size() == 3 * BATCH);
            batches.next();
            Awaitility.await().until(() -> files.read.size() == 4 * BATCH);
            assertThat(files.read).allMatch(index -> index >= COUNT - 4 * BATCH);
        }
    }

    @Test
    void shouldReadNothingThatIsKept() throws Exception {
        try (Prefetch prefetch = new Prefetch(DecodedImages.of(files, SHAPE));
                DecodedBatches batches = prefetch.over(batches())) {
            files.read.clear();

            while (batches.hasNext()) {
                batches.next();
            }

            assertThat(files.read).isEmpty();
            requireNoWorkers();
        }
    }

    @Test
    void shouldNameWhatCanNoLongerBeRead() throws Exception {
        try (Prefetch prefetch = new Prefetch(DecodedImages.of(files, SHAPE, 0));
                DecodedBatches batches = prefetch.over(batches())) {
            files.broken.add(COUNT - BATCH - 5);

            batches.next();

            assertThatThrownBy(batches::next).hasMessageContaining("file 355 was changed or removed");
        }
        requireNoWorkers();
    }

    @Test
    void shouldEndItsWorkersInTheMiddleOfABatch() throws Exception {
        // Given: workers that read without an end
        try (Prefetch prefetch = new Prefetch(DecodedImages.of(files, SHAPE, 0));
                DecodedBatches batches = prefetch.over(batches())) {
            files.stuck = true;
            Thread caller = Thread.currentThread();
            Thread interrupting = new Thread(() -> {
                Awaitility.await().until(() -> files.waiting.getCount() == 0);
                caller.interrupt();
            });
            interrupting.start();

            // When, Then
            assertThatThrownBy(batches::next).isInstanceOf(InterruptedException.class);
            interrupting.join();
        }
        requireNoWorkers();
    }

    /** From the last image to the first. */
    private static Iterator<int[]> batches() {
        return IntStream.range(0, COUNT / BATCH)
                .mapToObj(batch -> IntStream.range(batch * BATCH, (batch + 1) * BATCH)
                        .map(i -> COUNT - 1 - i)
                        .toArray())
                .iterator();
    }

    private static void requireNoWorkers() {
        // What has ended its last task may be on its way out yet.
        Awaitility.await()
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .noneMatch(thread -> thread.getName().startsWith("decode-")));
    }

    /** One pixel each, which tells which image it is. */
    private static final class Files implements LabelledImages {
        private final Set<Integer> read = ConcurrentHashMap.newKeySet();
        private final Set<Integer> broken = ConcurrentHashMap.newKeySet();
        private final CountDownLatch waiting = new CountDownLatch(1);
        private final CountDownLatch never = new CountDownLatch(1);
        private volatile boolean stuck;

        @Override
        public int size() {
            return COUNT;
        }

        @Override
        public int label(int index) {
            return index % 3;
        }

        @Override
        public Image image(int index) throws IOException {
            read.add(index);
            if (broken.contains(index)) {
                throw new IOException("no such file");
            }
            if (stuck) {
                waiting.countDown();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            return Image.newBuilder()
                    .setId(name(index))
                    .setContent(ByteBuffer.wrap(new byte[] {(byte) (index >> 8), (byte) index, 7}))
                    .setContentType(RawImages.CONTENT_TYPE)
                    .setWidth(1)
                    .setHeight(1)
                    .setAttributes(Map.of())
                    .build();
        }

        @Override
        public String name(int index) {
            return "file " + index;
        }
    }
}
