package dev.consilium.streams.ledger;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The ledger's clients over a broker that fails now and then, always while images are in flight. */
final class FaultyClients extends LedgerClientSupplier {

    /** What goes wrong. */
    enum Fault {
        /** The offsets reach the broker, its answer does not come in time. */
        OFFSETS_TIME_OUT,
        /** The commit is under way, its answer does not come in time. */
        COMMIT_TIMES_OUT,
        /** Another producer takes over the transactional id. */
        FENCED,
        /** As COMMIT_TIMES_OUT, but Streams sees the time-out: it calls the tasks corrupted and revives them. */
        TASKS_CORRUPTED,
        /** The topic of an outcome cannot be looked up in time. */
        LOOK_UP_TIMES_OUT,
        NONE
    }

    private final OffsetLedger ledger;
    private final Fault fault;
    private final AtomicInteger faultsLeft;
    private final AtomicInteger faults = new AtomicInteger();
    private final AtomicInteger commits = new AtomicInteger();

    FaultyClients(OffsetLedger ledger, Fault fault, int times) {
        super(ledger);
        this.ledger = ledger;
        this.fault = fault;
        this.faultsLeft = new AtomicInteger(times);
    }

    /** How often it went wrong with images in flight. */
    int faults() {
        return faults.get();
    }

    /** How often offsets were committed. */
    int commits() {
        return commits.get();
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new FaultyProducer(config);
    }

    /** Not each time, so that work goes on in between; never with nothing in flight. */
    private boolean failsNow(Fault at) {
        if (fault != at || commits.get() % 7 != 5 || ledger.inFlight() == 0 || faultsLeft.getAndDecrement() <= 0) {
            return false;
        }
        faults.incrementAndGet();
        commits.incrementAndGet();
        return true;
    }

    private final class FaultyProducer extends LedgerProducer {

        private final Map<String, Object> config;
        private int lookUpsSinceCommit;

        FaultyProducer(Map<String, Object> config) {
            super(config, ledger);
            this.config = config;
        }

        @Override
        public List<PartitionInfo> partitionsFor(String topic) {
            // With outcomes of this transaction behind it, which must not be committed without their offsets.
            if (++lookUpsSinceCommit > 5 && failsNow(Fault.LOOK_UP_TIMES_OUT)) {
                throw new TimeoutException("made up: no answer about the topic");
            }
            return super.partitionsFor(topic);
        }

        @Override
        void sendLowered(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata groupMetadata) {
            commits.incrementAndGet();
            lookUpsSinceCommit = 0;
            if (failsNow(Fault.FENCED)) {
                fence();
            }
            super.sendLowered(offsets, groupMetadata);
            if (!offsets.isEmpty() && failsNow(Fault.OFFSETS_TIME_OUT)) {
                throw new TimeoutException("made up: no answer to the offsets");
            }
        }

        @Override
        void commit() {
            if (failsNow(Fault.COMMIT_TIMES_OUT)) {
                throw new TimeoutException("made up: no answer to the commit");
            }
            super.commit();
        }

        @Override
        public void commitTransaction() {
            if (failsNow(Fault.TASKS_CORRUPTED)) {
                throw new TimeoutException("made up: no answer to the commit");
            }
            super.commitTransaction();
        }

        private void fence() {
            Map<String, Object> same = Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    config.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG),
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                    config.get(ProducerConfig.TRANSACTIONAL_ID_CONFIG));
            try (KafkaProducer<byte[], byte[]> usurper =
                    new KafkaProducer<>(same, new ByteArraySerializer(), new ByteArraySerializer())) {
                usurper.initTransactions();
            }
        }
    }
}
