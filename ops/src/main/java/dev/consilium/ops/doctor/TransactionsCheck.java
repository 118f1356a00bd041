package dev.consilium.ops.doctor;

import dev.consilium.ops.doctor.Finding.Failed;
import dev.consilium.ops.doctor.Finding.Ok;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Whether transactions can be begun under ids that begin as those of the app. Writes to no topic; the broker forgets the id after a week.
 *
 * @param transactionalId that nobody else has
 */
record TransactionsCheck(Cluster cluster, String applicationId, String transactionalId) implements Check {

    @Override
    public Subject subject() {
        return Subject.TRANSACTIONS;
    }

    @Override
    public List<Finding> look() {
        KafkaProducer<byte[], byte[]> producer = cluster.producer(transactionalId);
        try {
            producer.initTransactions();
            return List.of(new Ok(subject().toString(), "can be begun (tried as " + transactionalId + ")"));
        } catch (AuthorizationException e) {
            return List.of(new Failed(
                    subject().toString(),
                    "not allowed: " + Causes.text(e),
                    Acl.grant("Write", "--resource-pattern-type prefixed --transactional-id " + applicationId + "-")));
        } catch (TimeoutException e) {
            return List.of(new Failed(
                    subject().toString(),
                    "no transaction coordinator answers: " + Causes.text(e),
                    "with fewer than three brokers, set transaction.state.log.replication.factor and"
                            + " transaction.state.log.min.isr of the brokers to their number; otherwise look at the brokers'"
                            + " log"));
        } finally {
            producer.close(Duration.ZERO);
        }
    }
}
