package dev.consilium.schemas.roster;

import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.connect.UnreachableException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes decisions as a compare-and-set over {@code models} and {@code roster}.
 *
 * <p>All writers share one transactional.id. Whoever initialises it fences the others; what it reads after that (committed
 * records only) can be changed by nobody but by a writer that fences it in turn, and then its own commit fails. So a
 * decision is written only if the roster is still the one it was made for.
 *
 * <p>What it has read it keeps, and reads on from there. One thread at a time.
 */
public final class RosterWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RosterWriter.class);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 6;

    private final Connection connection;
    private final Topics topics;
    private final RosterReader reader;
    private final RosterTransactions transactions;

    /**
     * Reads nothing yet.
     *
     * @throws UnreachableException when an address cannot be resolved or a property is wrong
     */
    public RosterWriter(Connection connection, Topics topics) {
        this.connection = connection;
        this.topics = topics;
        this.reader = new RosterReader(connection, topics);
        this.transactions = new RosterTransactions(connection, topics);
    }

    /**
     * The roster and the versions as they stand now.
     *
     * @throws UnreachableException when the broker or the registry does not answer
     */
    public RosterView read() {
        return reader.read();
    }

    /**
     * Reads, lets {@code rule} decide, writes. When another writer comes in between, {@code rule} is asked again on what
     * that one left behind.
     *
     * @param rule quick and free of side effects; what it throws is thrown on, and nothing is written
     * @return the decision that was written; who reads the roster now sees it
     * @throws RosterConflictException when others were faster each time
     * @throws ManifestConflictException when a manifest contradicts a published one
     */
    public Decision decide(Function<RosterView, Decision> rule) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(rule);
            } catch (RosterConflictException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.atInfo().addKeyValue("attempt", attempt).log("Another writer of the roster was faster; once more");
                // Two writers that fence each other in step would do so for ever.
                LockSupport.parkNanos(
                        Duration.ofMillis(ThreadLocalRandom.current().nextLong(50, 400L * attempt))
                                .toNanos());
            }
        }
    }

    /**
     * Writes a decision that was made by looking at {@code basis}, for example by a person.
     *
     * @throws RosterConflictException when the roster is no longer {@code basis}, or another writer comes in between
     */
    public void decide(RosterView basis, Decision decision) {
        attempt(now -> {
            if (!now.sameRoster(basis)) {
                throw new RosterConflictException("the roster has changed since it was read; nothing was written. "
                        + "Look at it (roster show) and decide again.");
            }
            return decision;
        });
    }

    private Decision attempt(Function<RosterView, Decision> rule) {
        try (BriefProducer producer = new BriefProducer(producer())) {
            producer.delegate().initTransactions();
            RosterView now = reader.read();
            Decision decision = rule.apply(now);
            reader.awaitVisible(transactions.write(producer.delegate(), now, decision));
            return decision;
        } catch (KafkaException e) {
            if (isFenced(e)) {
                throw new RosterConflictException("another writer of the roster took over; nothing was decided");
            }
            throw new UnreachableException(
                    "the decision could not be written to '" + topics.roster() + "' at " + connection.bootstrapServers()
                            + ": " + e.getMessage() + ". Whether it was is shown by `roster show`.",
                    e);
        }
    }

    @Override
    public void close() {
        reader.close();
        transactions.close();
    }

    /** Nothing is left to send when it closes, and one that was fenced would wait for long. */
    private record BriefProducer(Producer<byte[], byte[]> delegate) implements AutoCloseable {
        @Override
        public void close() {
            delegate.close(CLOSE_LIMIT);
        }
    }

    /** The producer reports it bare, or as the cause of whatever is called next. */
    private static boolean isFenced(@Nullable Throwable failure) {
        return failure != null
                && (failure instanceof ProducerFencedException
                        || failure instanceof InvalidProducerEpochException
                        || isFenced(failure.getCause()));
    }

    /** All writers of a roster share it, which is their compare-and-set. */
    public static String transactionalId(Topics topics) {
        return "consilium." + topics.roster();
    }

    private Producer<byte[], byte[]> producer() {
        var config = connection.client();
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId(topics));
        // How long a writer that died may hold up the readers of what was committed.
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LIMIT.toMillis());
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
