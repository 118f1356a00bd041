package dev.consilium.ops.bench.throughput;

import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.schemas.Topics;
import java.util.ArrayList;
import java.util.List;

/**
 * The best loop that one would write by hand without Kafka Streams: a consumer, a transactional producer and a kernel for
 * each thread, one thread a core.
 */
record BareLoop(Rig rig, Topics topics, Models models, int threads, int batchSize) implements Contestant {

    @Override
    public String name() {
        return "bare-loop";
    }

    @Override
    public String output() {
        return topics.predictions();
    }

    @Override
    public AutoCloseable start(String group) {
        List<BareThread> loops = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            loops.add(new BareThread(
                    rig.connection(), topics, group, i, new Kernel(models, batchSize, new StageClock())));
        }
        loops.forEach(BareThread::start);
        return () -> {
            for (BareThread loop : loops) {
                loop.end();
            }
        };
    }
}
