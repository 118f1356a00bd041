package dev.consilium.ops.guarantee;

import dev.consilium.stack.Cluster;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * SIGKILL to the broker that leads most partitions of the images. It comes back when all that was hit is answered without it.
 */
record LeaderKill() implements Fault {

    @Override
    public Ground ground() {
        return Ground.THREE_BROKERS;
    }

    @Override
    public Strike strike(Scene scene, int number) throws InterruptedException {
        if (!(scene.rig().kafka() instanceof Cluster cluster)) {
            throw new IllegalStateException("there is one broker only");
        }
        int leader = leaderOfMost(scene);
        Strike strike = scene.aim(scene.instances().regulars());
        cluster.kill(leader);
        try {
            strike.silence(System.nanoTime());
            scene.awaitRecovery(strike);
        } finally {
            cluster.restart(leader);
        }
        return strike;
    }

    private static int leaderOfMost(Scene scene) throws InterruptedException {
        String images = scene.topics().images();
        try (Admin admin = scene.rig().connection().admin()) {
            return admin.describeTopics(List.of(images)).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .map(TopicPartitionInfo::leader)
                    .filter(leader -> leader != null && !leader.isEmpty())
                    .collect(Collectors.groupingBy(leader -> leader.id(), Collectors.counting()))
                    .entrySet()
                    .stream()
                    .max(Map.Entry.comparingByValue())
                    .orElseThrow(() -> new IllegalStateException("nobody leads a partition of " + images))
                    .getKey();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the brokers do not tell who leads " + images + ": " + e.getCause(), e);
        }
    }
}
