package dev.consilium.ops.doctor;

import dev.consilium.ops.doctor.Finding.Failed;
import dev.consilium.ops.doctor.Finding.NotChecked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Looks at one subject after the other, each for a limited time, and leaves out what cannot work since something that it needs does not.
 *
 * <p>One thread; each check runs on one of its own, which is left behind when an interrupt does not end it.
 */
final class Examination {

    private final Duration limit;
    private final Consumer<Subject> begun;
    private final Consumer<Finding> told;

    /**
     * @param limit of each check
     * @param begun told which subject is looked at now
     * @param told told each finding as it comes
     */
    Examination(Duration limit, Consumer<Subject> begun, Consumer<Finding> told) {
        this.limit = limit;
        this.begun = begun;
        this.told = told;
    }

    List<Finding> of(List<Check> checks) throws InterruptedException {
        Set<Subject> broken = EnumSet.noneOf(Subject.class);
        List<Finding> all = new ArrayList<>();
        for (Check check : checks) {
            Subject subject = check.subject();
            begun.accept(subject);
            Optional<Subject> lacking =
                    subject.needs().stream().filter(broken::contains).findFirst();
            List<Finding> findings = lacking.isPresent()
                    ? List.of(new NotChecked(subject.toString(), "needs the " + lacking.get()))
                    : look(check);
            if (findings.stream().anyMatch(Examination::isBroken)) {
                broken.add(subject);
            }
            findings.forEach(told);
            all.addAll(findings);
        }
        return all;
    }

    private List<Finding> look(Check check) throws InterruptedException {
        FutureTask<List<Finding>> task = new FutureTask<>(check::look);
        Thread thread = new Thread(task, "doctor-" + check.subject());
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return List.of(new Failed(
                    check.subject().toString(),
                    "no result within " + limit.toSeconds() + " s",
                    "look whether the machine is overloaded, or the other side does not answer; --limit SECONDS gives it"
                            + " longer"));
        } catch (ExecutionException e) {
            return List.of(new Failed(
                    check.subject().toString(), Causes.text(e), "run it again with -v, which logs more of the cause"));
        } finally {
            task.cancel(true);
        }
    }

    private static boolean isBroken(Finding finding) {
        return finding instanceof Failed || finding instanceof NotChecked;
    }
}
