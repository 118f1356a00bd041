package dev.consilium.specialist.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReferenceCountTest {

    private final AtomicInteger closed = new AtomicInteger();
    private final ReferenceCount count = new ReferenceCount(closed::incrementAndGet);

    @Test
    void shouldCloseWhenTheLastHolderLetsGo() {
        // Given
        assertThat(count.tryRetain()).isTrue();
        count.releaseOwner();
        assertThat(closed).hasValue(0);

        // When
        count.release();

        // Then
        assertThat(closed).hasValue(1);
        assertThat(count.tryRetain()).isFalse();
    }

    @Test
    void shouldGiveUpTheOwnersHoldOnlyOnce() {
        // Given
        assertThat(count.tryRetain()).isTrue();

        // When
        count.releaseOwner();
        count.releaseOwner();

        // Then
        assertThat(closed).hasValue(0);
    }

    @Test
    void shouldRefuseToBeReleasedMoreOftenThanRetained() {
        // Given
        count.releaseOwner();

        // Then
        assertThatThrownBy(count::release)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("released more often than retained");
        assertThat(closed).hasValue(1);
    }

    @Test
    void shouldNeverBeHeldByAnyoneWhenItIsClosed() throws Exception {
        // Given
        AtomicBoolean heldWhenClosed = new AtomicBoolean();
        AtomicInteger inside = new AtomicInteger();
        ReferenceCount contended = new ReferenceCount(() -> heldWhenClosed.set(inside.get() > 0));
        CountDownLatch busy = new CountDownLatch(4);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> holders = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            holders.add(threads.submit(() -> {
                while (contended.tryRetain()) {
                    inside.incrementAndGet();
                    busy.countDown();
                    inside.decrementAndGet();
                    contended.release();
                }
            }));
        }
        busy.await();

        // When
        contended.releaseOwner();

        // Then
        for (Future<?> holder : holders) {
            holder.get();
        }
        threads.shutdown();
        assertThat(heldWhenClosed).isFalse();
    }
}
