package dev.consilium.streams.scoring;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.avro.Image;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.specialist.torch.TorchScriptModel;
import dev.consilium.specialist.torch.UnusableModelException;
import dev.consilium.streams.fixture.TestImages;
import dev.consilium.streams.roster.Roster;
import dev.consilium.streams.roster.Seat;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchQueueTest {

    private static final InputShape SHAPE = new InputShape(TinySpecialists.SIDE, TinySpecialists.SIDE);
    private static final int BATCH = 4;
    private static final Image IMAGE = TestImages.black("black");

    private final AtomicLong nanoTime = new AtomicLong();
    private final Specialist specialist = TinySpecialists.specialist(TinyModule.LOW, "low", "v1", 0);
    private final TorchScriptModel model = TinySpecialists.load(TinyModule.LOW, specialist);
    private final Roster roster = Roster.of(List.of(new Seat(specialist, model)), 1);
    private final BatchQueue queue = new BatchQueue(
            new ScoringSettings(BATCH, Duration.ofHours(1), 1, 64, ImageLimits.defaults(), false), nanoTime::get);

    BatchQueueTest() throws UnusableModelException {}

    @AfterEach
    void close() {
        roster.release();
        model.close();
    }

    @Test
    void shouldGiveAnImageAtOnceWhereThereWasLittleToDo() throws Exception {
        // Given a scorer that had a batch for 1 ms
        add(1);
        take().close("");
        nanoTime.addAndGet(MILLISECONDS.toNanos(1));
        queue.done();

        // When
        add(1);

        // Then
        Batch next = take();
        assertThat(next.size()).isEqualTo(1);
        next.close("");
    }

    @Test
    void shouldLetABatchFillWhereTheScorersHadMuchToDo() throws Exception {
        // Given a scorer that had a batch for 200 ms
        add(BATCH);
        take().close("");
        nanoTime.addAndGet(MILLISECONDS.toNanos(200));
        queue.done();

        // When it asks for more, and there is one image, and then three others
        add(1);
        FutureTask<Batch> next = new FutureTask<>(this::take);
        Thread scorer = new Thread(next);
        scorer.start();
        await().until(() -> next.isDone() || scorer.getState() == Thread.State.TIMED_WAITING);
        add(BATCH - 1);

        // Then
        assertThat(next.get().size()).isEqualTo(BATCH);
        next.get().close("");
    }

    private void add(int images) {
        for (int i = 0; i < images; i++) {
            queue.add(roster, SHAPE, new Hearing(IMAGE, 0, i, false, 0, nanoTime.get()));
        }
    }

    private Batch take() throws InterruptedException {
        return queue.take().orElseThrow();
    }
}
