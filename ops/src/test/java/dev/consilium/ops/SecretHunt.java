package dev.consilium.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;

/** Reads all that is logged, by us and by Kafka even what nobody turns on, and remembers where one of the secrets stands in it. Any thread. */
final class SecretHunt extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final Map<String, Level> LOGGERS = Map.of(
            "dev.consilium", Level.TRACE,
            "org.apache.kafka", Level.DEBUG,
            "io.javalin", Level.INFO,
            "org.eclipse.jetty", Level.INFO,
            // The broker's: what it is configured with.
            "kafka", Level.INFO);

    /** @param level null: that of its parent */
    private record Before(Level level, boolean additive) {}

    private final List<String> secrets;
    private final Map<String, Before> before = new ConcurrentHashMap<>();
    private final AtomicLong seen = new AtomicLong();
    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();

    SecretHunt(List<String> secrets) {
        this.secrets = List.copyOf(secrets);
        start();
        LOGGERS.forEach((name, level) -> {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            before.put(name, new Before(logger.getLevel(), logger.isAdditive()));
            logger.setLevel(level);
            logger.setAdditive(false);
            logger.addAppender(this);
        });
    }

    /** How many events were read. */
    long seen() {
        return seen.get();
    }

    /** What tells a secret. */
    List<String> leaks() {
        return new ArrayList<>(leaks);
    }

    /** Looks through something else. */
    void search(String where, String text) {
        secrets.stream().filter(text::contains).forEach(secret -> leaks.add(secret + " in " + where + ": " + text));
    }

    @Override
    protected void append(ILoggingEvent event) {
        seen.incrementAndGet();
        IThrowableProxy thrown = event.getThrowableProxy();
        search(
                "the log of " + event.getLoggerName(),
                event.getFormattedMessage()
                        + event.getKeyValuePairs()
                        + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown)));
    }

    @Override
    public void close() {
        before.forEach((name, was) -> {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            logger.detachAppender(this);
            logger.setAdditive(was.additive());
            logger.setLevel(was.level());
        });
        stop();
    }
}
