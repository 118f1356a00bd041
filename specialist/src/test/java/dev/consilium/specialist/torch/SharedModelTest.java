package dev.consilium.specialist.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One model, several threads: answers stay right, and the native memory goes when the last one is done, not before. */
class SharedModelTest {

    private static final InputShape SHAPE = new InputShape(ModuleImages.SIDE, ModuleImages.SIDE);

    private final ExecutorService threads = Executors.newFixedThreadPool(3);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void shouldAnswerSeveralThreadsEachForItsOwnBatch() throws Exception {
        // Given
        try (TorchScriptModel model = load(TinyModule.HIGH)) {
            List<Future<Boolean>> equal = new ArrayList<>();

            // When
            for (int thread = 0; thread < 3; thread++) {
                int first = 10 * thread;
                equal.add(threads.submit(() -> answersAreTheSame(model, first, 200)));
            }

            // Then
            for (Future<Boolean> each : equal) {
                assertThat(each.get()).isTrue();
            }
        }
    }

    @Test
    void shouldSurviveBeingClosedWhileAnotherIsInIt() throws Exception {
        // Given: freed under a running forward, native memory would end this process.
        for (int round = 0; round < 10; round++) {
            TorchScriptModel model = load(TinyModule.LOW);
            CountDownLatch running = new CountDownLatch(1);
            Future<Integer> forwards = threads.submit(() -> forwardUntilClosed(model, running));
            running.await();

            // When
            model.close();

            // Then
            assertThat(forwards.get()).isPositive();
        }
    }

    @Test
    void shouldServeOnAfterCloseWhileSomeoneHoldsIt() throws Exception {
        // Given
        TorchScriptModel model = load(TinyModule.LOW);
        try (ImageBatch batch = new ImageBatch(SHAPE, 1)) {
            assertThat(model.tryRetain()).isTrue();

            // When
            model.close();

            // Then
            assertThat(model.forward(batch, 1)).hasSize(5);
            model.release();
            assertThatThrownBy(() -> model.forward(batch, 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the model is closed");
            assertThat(model.tryRetain()).isFalse();
        }
    }

    @Test
    void shouldStayAliveWhenOnlyTheModelItselfIsHeld() throws Exception {
        // Given: DJL closes a model that the garbage collector finds unreachable.
        try (TorchScriptModel model = load(TinyModule.LOW);
                ImageBatch batch = new ImageBatch(SHAPE, 1)) {
            float[] before = model.forward(batch, 1);

            for (int round = 0; round < 5; round++) {
                // When
                System.gc();
                System.runFinalization();

                // Then
                assertThat(model.forward(batch, 1)).isEqualTo(before);
            }
        }
    }

    @Test
    void shouldWarmEveryBatchSizeThatItIsTold() throws Exception {
        try (TorchScriptModel model = load(TinyModule.LOW)) {
            // When
            model.warm(1, 8, 32);

            // Then
            assertThat(model.tryRetain()).isTrue();
            model.release();
        }
    }

    private static boolean answersAreTheSame(TorchScriptModel model, int first, int times) {
        try (ImageBatch batch = new ImageBatch(SHAPE, 4)) {
            ModuleImages.put(batch, 4, first);
            float[] once = model.forward(batch, 4);
            for (int i = 0; i < times; i++) {
                if (!Arrays.equals(once, model.forward(batch, 4))) {
                    return false;
                }
            }
            return true;
        }
    }

    private static int forwardUntilClosed(TorchScriptModel model, CountDownLatch running) {
        try (ImageBatch batch = new ImageBatch(SHAPE, 8)) {
            for (int done = 0; ; done++) {
                try {
                    model.forward(batch, 8);
                } catch (IllegalStateException closed) {
                    return done;
                }
                running.countDown();
            }
        }
    }

    private static TorchScriptModel load(TinyModule module) throws UnusableModelException {
        return TinySpecialists.load(module, TinySpecialists.specialist(module, "tiny", "v1", 0));
    }
}
