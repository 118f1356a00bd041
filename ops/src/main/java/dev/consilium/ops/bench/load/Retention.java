package dev.consilium.ops.bench.load;

import dev.consilium.schemas.connect.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Lets topics forget what was read long ago, so that a long measurement does not fill the disk. The broker looks every five
 * minutes, so they hold at most what five minutes bring, and this.
 */
final class Retention {

    private static final long SEGMENT_BYTES = 16L << 20;

    /** Of a partition: at 1,000 images/s of 1 kB there, a minute. */
    private static final long KEPT_BYTES = 4 * SEGMENT_BYTES;

    private Retention() {}

    static void limit(Connection connection, Collection<String> topics) throws InterruptedException {
        List<AlterConfigOp> limits = List.of(
                set(TopicConfig.SEGMENT_BYTES_CONFIG, SEGMENT_BYTES),
                set(TopicConfig.RETENTION_BYTES_CONFIG, KEPT_BYTES));
        Map<ConfigResource, Collection<AlterConfigOp>> changes = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .collect(Collectors.toMap(Function.identity(), topic -> limits));
        try (Admin admin = connection.admin()) {
            admin.incrementalAlterConfigs(changes).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not limit what " + topics + " keep: " + e.getCause(), e);
        }
    }

    private static AlterConfigOp set(String key, long value) {
        return new AlterConfigOp(new ConfigEntry(key, Long.toString(value)), AlterConfigOp.OpType.SET);
    }
}
