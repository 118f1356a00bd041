package dev.consilium.ops.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.ops.bench.load.Rate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.MemberSubstitution;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * That the suite goes red when the code that keeps a guarantee is switched off: the instances run with one class changed, put before
 * the right one on their class path. Takes minutes, so only where it is asked for: {@code -Dconsilium.mutations=true}.
 */
@EnabledIfSystemProperty(named = "consilium.mutations", matches = "true")
class MutationsIT {

    private static final String APP = "dev.consilium.streams.";
    private static final Patience SHORT = new Patience(Duration.ofMillis(1_500), Duration.ofSeconds(2));
    private static final String CLASS_PATH = "java.class.path";

    private final List<String> said = new ArrayList<>();

    @TempDir
    private Path changed;

    /** EveryImageAnsweredOnce. */
    @Test
    void shouldFindLostImagesWithoutTheLedger() throws Exception {
        // Given
        replace(APP + "ledger.ThreadLedger", "lower", StubMethod.INSTANCE);

        // Then
        assertThat(violations(faults(new Kill(false), new Kill(true))))
                .anyMatch(line -> line.contains("images are lost"));
    }

    /** OrderPerPartition. */
    @Test
    void shouldFindOvertakenImagesWhereTheLatestGoesFirst() throws Exception {
        // Given
        takeTheLast(APP + "topology.Consult", "drain");
        takeTheLast(APP + "ledger.PartitionLedger", "settle");

        // Then
        assertThat(violations(faults(new Restart()))).anyMatch(line -> line.contains("have overtaken another"));
    }

    /** OnlyRosterVersionsAnswer. */
    @Test
    void shouldFindAnswersByBadVersionsWithoutTrust() throws Exception {
        // Given
        replace("dev.consilium.specialist.trust.TrustPolicy", "judge", FixedValue.value("anyone"));

        // When
        List<String> violations =
                violations(new RolloutsScenario(new Agenda(2, 1, 1), Duration.ofMillis(100), said::add));

        // Then
        assertThat(violations).anyMatch(line -> line.contains("predictions name a version"));
        assertThat(violations).anyMatch(line -> line.contains("unsigned is not refused"));
    }

    /** ReasonForEveryDeadLetter. */
    @Test
    void shouldFindDeadLettersOfGoodImagesWhereAnOutageIsTakenForBadInput() throws Exception {
        // Given
        replace(APP + "topology.Outage", "isOutage", FixedValue.value(false));

        // Then
        assertThat(violations(faults(new RegistryOutage())))
                .anyMatch(line -> line.contains("dead letters for what is not wrong with them"));
    }

    /** BoundedMemory: the heap has a limit of its own, so that what takes more ends the instance. */
    @Test
    void shouldFindAnInstanceThatEndsWithoutLimitsOfWhatItTakesUp() throws Exception {
        // Given
        replace(APP + "topology.TopologyConfig", "maxInFlight", FixedValue.value(Integer.MAX_VALUE));
        replace(APP + "scoring.ScoringSettings", "queueCapacity", FixedValue.value(Integer.MAX_VALUE));

        // Then
        assertThat(violations(new OverloadScenario(Optional.of(Duration.ofMinutes(2)), said::add)))
                .anyMatch(line -> line.contains("overload"));
    }

    private Scenario faults(Fault... faults) {
        return new FaultScenario("faults", List.of(faults), faults.length, said::add);
    }

    private List<String> violations(Scenario scenario) throws Exception {
        String classPath = System.getProperty(CLASS_PATH);
        System.setProperty(CLASS_PATH, changed + ":" + classPath);
        try {
            return new Suite(Rate.parse("300"), Duration.ofSeconds(1), SHORT, Optional.empty(), said::add)
                    .play(List.of(scenario))
                    .violations();
        } finally {
            System.setProperty(CLASS_PATH, classPath);
        }
    }

    private void replace(String type, String method, Implementation by) throws Exception {
        write(builder(type).method(ElementMatchers.named(method)).intercept(by));
    }

    /** Where the method takes the first of a queue. */
    private void takeTheLast(String type, String method) throws Exception {
        write(builder(type)
                .visit(MemberSubstitution.relaxed()
                        .method(ElementMatchers.named("peekFirst"))
                        .replaceWith(Deque.class.getMethod("peekLast"))
                        .method(ElementMatchers.named("removeFirst"))
                        .replaceWith(Deque.class.getMethod("removeLast"))
                        .on(ElementMatchers.named(method))));
    }

    private static DynamicType.Builder<?> builder(String type) {
        ClassLoader loader = MutationsIT.class.getClassLoader();
        return new ByteBuddy()
                .redefine(
                        TypePool.Default.of(loader).describe(type).resolve(),
                        ClassFileLocator.ForClassLoader.of(loader));
    }

    private void write(DynamicType.Builder<?> builder) throws Exception {
        try (DynamicType.Unloaded<?> made = builder.make()) {
            made.saveIn(changed.toFile());
        }
    }
}
