package dev.consilium.ops.deadletters;

import dev.consilium.schemas.connect.Connection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import picocli.CommandLine.Command;

/**
 * The command, killed when all is sent and before it commits: the broker has the records, and an open transaction that nobody aborts or commits.
 */
@Command(name = "replay")
final class KilledReplay extends ReplayDeadLetters implements AutoCloseable {

    private Runnable bury = () -> {};

    @Override
    @SuppressWarnings("unchecked") // a proxy knows no type parameters
    Producer<byte[], byte[]> producer(Connection broker, String deadLetters) {
        Producer<byte[], byte[]> real = super.producer(broker, deadLetters);
        bury = () -> real.close(Duration.ZERO);
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "commitTransaction" -> {
                            real.flush();
                            throw new IllegalStateException("killed");
                        }
                        // A process that is dead does neither.
                        case "abortTransaction", "close" -> {
                            return null;
                        }
                        default -> {
                            try {
                                return method.invoke(real, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }
                    }
                });
    }

    @Override
    public void close() {
        bury.run();
    }
}
