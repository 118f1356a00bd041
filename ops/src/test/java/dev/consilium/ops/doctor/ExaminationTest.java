package dev.consilium.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.ops.doctor.Finding.Failed;
import dev.consilium.ops.doctor.Finding.NotChecked;
import dev.consilium.ops.doctor.Finding.Ok;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ExaminationTest {

    private final List<Finding> told = new ArrayList<>();

    private record Fake(Subject subject, Callable<List<Finding>> answer) implements Check {
        @Override
        public List<Finding> look() throws Exception {
            return answer.call();
        }
    }

    @Test
    void shouldNotLookAtWhatNeedsSomethingBroken() throws Exception {
        // Given: the clock needs transactions, transactions need the broker
        List<Subject> looked = new ArrayList<>();
        List<Check> checks = List.of(
                new Fake(Subject.BROKER, () -> List.of(new Failed("broker", "nothing listens", "start it"))),
                new Fake(Subject.TRANSACTIONS, () -> look(looked, Subject.TRANSACTIONS)),
                new Fake(Subject.CLOCK, () -> look(looked, Subject.CLOCK)),
                new Fake(Subject.REGISTRY, () -> look(looked, Subject.REGISTRY)));

        // When
        List<Finding> findings = examine(Duration.ofSeconds(30), checks);

        // Then
        assertThat(looked).containsExactly(Subject.REGISTRY);
        assertThat(findings)
                .containsExactly(
                        new Failed("broker", "nothing listens", "start it"),
                        new NotChecked("transactions", "needs the broker"),
                        new NotChecked("clock", "needs the transactions"),
                        new Ok("registry", "fine"));
        assertThat(told).isEqualTo(findings);
    }

    @Test
    void shouldGoOnWhenACheckHangs() throws Exception {
        // Given
        CountDownLatch never = new CountDownLatch(1);
        List<Check> checks = List.of(
                new Fake(Subject.BROKER, () -> {
                    never.await();
                    return List.of();
                }),
                new Fake(Subject.REGISTRY, () -> List.of(new Ok("registry", "fine"))));

        // When
        List<Finding> findings = examine(Duration.ofMillis(50), checks);

        // Then
        assertThat(findings).hasSize(2);
        assertThat(findings.get(0)).isInstanceOf(Failed.class);
        assertThat(findings.get(0).found()).startsWith("no result within");
        assertThat(findings.get(1)).isEqualTo(new Ok("registry", "fine"));
    }

    @Test
    void shouldTakeWhatIsThrownForAFailure() throws Exception {
        // When: a native library that is not there is an error, no exception
        List<Finding> findings = examine(Duration.ofSeconds(30), List.of(new Fake(Subject.PYTORCH, () -> {
            throw new UnsatisfiedLinkError("libtorch.so:\n  no such file");
        })));

        // Then
        assertThat(findings).hasSize(1).first().isInstanceOf(Failed.class);
        assertThat(findings.get(0).found()).isEqualTo("libtorch.so: no such file");
    }

    private List<Finding> examine(Duration limit, List<Check> checks) throws InterruptedException {
        return new Examination(limit, subject -> {}, told::add).of(checks);
    }

    private static List<Finding> look(List<Subject> looked, Subject subject) {
        looked.add(subject);
        return List.of(new Ok(subject.toString(), "fine"));
    }
}
