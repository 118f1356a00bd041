package dev.consilium.streams.ledger.model;

import dev.consilium.streams.ledger.RealLedger;
import dev.consilium.streams.ledger.model.Instance.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What may happen next, whatever the state: the way of an image (read, answered by a scorer, forwarded), the commit in its steps, and the
 * faults between any two of them.
 *
 * <p>Kafka is modelled (transactions, epochs, the group); what may be committed says the product's own ledger.
 */
final class Protocol {

    private final Bounds bounds;
    private final Protections protections;

    Protocol(Bounds bounds, Protections protections) {
        this.bounds = bounds;
        this.protections = protections;
    }

    List<Step> from(World world) {
        List<Step> steps = new ArrayList<>();
        for (int instance = 0; instance < bounds.instances(); instance++) {
            if (world.instances().get(instance).isUp()) {
                takePartitions(world, instance, steps);
                consult(world, instance, steps);
                commit(world, instance, steps);
                kill(world, instance, steps);
            } else {
                steps.add(new Step(name(instance) + " starts again", world.with(instance, Instance.started())));
            }
        }
        rebalance(world, steps);
        timeOutTransactions(world, steps);
        return steps;
    }

    private void takePartitions(World world, int number, List<Step> steps) {
        Instance instance = world.instances().get(number);
        if (!instance.isRunning()) {
            return;
        }
        for (int p = 0; p < bounds.partitions(); p++) {
            Partition partition = world.partitions().get(p);
            if (partition.owner() == number && instance.task(p).isEmpty() && isStable(world, p)) {
                steps.add(new Step(
                        name(number) + " begins with p" + p + " at " + partition.committed(),
                        world.with(number, instance.with(Task.at(p, partition.epoch(), partition.committed())))));
            }
        }
    }

    private void consult(World world, int number, List<Step> steps) {
        Instance instance = world.instances().get(number);
        for (Task task : instance.tasks()) {
            task.asked()
                    .forEach(image -> steps.add(new Step(
                            "a scorer of " + name(number) + " answers " + image(task, image),
                            world.with(number, instance.with(task.answer(image))))));
            if (instance.isRunning()) {
                if (task.position() < bounds.images()) {
                    steps.add(new Step(
                            name(number) + " reads " + image(task, task.position()),
                            world.with(number, instance.with(task.read()))));
                }
                IntStream due = protections.order() ? task.firstAnswer() : task.answers();
                due.forEach(image -> steps.add(forward(world, number, task, image)));
            }
        }
    }

    private Step forward(World world, int number, Task task, int image) {
        if (isCutOff(world, number)) {
            return surrender(world, number, "may not send any more: its transaction was ended");
        }
        Instance instance = world.instances().get(number);
        World begun = instance.stage() == Stage.IDLE ? world.begun(number) : world;
        return new Step(
                name(number) + " forwards the outcome of " + image(task, image),
                begun.with(
                                task.partition(),
                                world.partitions().get(task.partition()).with(new Outcome(image, number)))
                        .with(number, instance.with(task.forward(image)).at(Stage.IN_TRANSACTION)));
    }

    private void commit(World world, int number, List<Step> steps) {
        Instance instance = world.instances().get(number);
        if (instance.stage() == Stage.COMMITTING) {
            end(world, number, steps);
        } else if (isStale(world, instance)) {
            steps.add(surrender(world, number, "learns that it has lost a partition"));
            if (!protections.fencing()) {
                sendOffsets(world, number, steps);
            }
        } else {
            sendOffsets(world, number, steps);
        }
    }

    private void sendOffsets(World world, int number, List<Step> steps) {
        Instance instance = world.instances().get(number);
        List<Integer> offsets = offsets(instance);
        boolean anythingNew = IntStream.range(0, bounds.partitions())
                .anyMatch(p -> offsets.get(p) > world.partitions().get(p).committed());
        if (!anythingNew && instance.stage() == Stage.IDLE) {
            return;
        }
        if (isCutOff(world, number)) {
            steps.add(surrender(world, number, "may not commit any more: its transaction was ended"));
            return;
        }
        World begun = instance.stage() == Stage.IDLE ? world.begun(number) : world;
        steps.add(new Step(
                name(number) + " sends offsets " + told(offsets),
                begun.with(begun.transaction(number).orElseThrow().withOffsets(offsets))
                        .with(number, instance.at(Stage.COMMITTING))));
    }

    private void end(World world, int number, List<Step> steps) {
        if (isCutOff(world, number)) {
            steps.add(surrender(world, number, "may not commit any more: its transaction was ended"));
            return;
        }
        Transaction open = world.transaction(number).orElseThrow();
        World committed = world.committed(open);
        Instance instance = world.instances().get(number);
        steps.add(new Step(name(number) + " commits", committed.with(number, instance.at(Stage.IDLE))));
        if (world.timeouts() > 0) {
            steps.add(new Step(
                    name(number) + "'s commit is done, but it does not hear of it in time",
                    committed.timedOut().with(number, afterTimeout(instance))));
            steps.add(new Step(
                    name(number) + "'s commit is not done in time",
                    world.aborted(number).timedOut().with(number, afterTimeout(instance))));
        }
    }

    /** It gives its tasks up; or they live again on the same consumer, with nothing in flight. */
    private Instance afterTimeout(Instance instance) {
        Instance next = Instance.started();
        if (!protections.setBack()) {
            for (Task task : instance.tasks()) {
                next = next.with(Task.at(task.partition(), task.epoch(), task.position()));
            }
        }
        return next;
    }

    private static void kill(World world, int number, List<Step> steps) {
        if (world.kills() > 0) {
            // A process that starts has transactional ids of its own: only time ends the transaction of the old one.
            int orphan = world.instances().size() + world.kills();
            steps.add(new Step(
                    name(number) + " is killed",
                    world.orphaned(number, orphan).killed().with(number, Instance.killed())));
        }
    }

    private void rebalance(World world, List<Step> steps) {
        for (int p = 0; p < bounds.partitions(); p++) {
            Partition partition = world.partitions().get(p);
            boolean ownerIsUp = world.instances().get(partition.owner()).isUp();
            for (int heir = 0; heir < bounds.instances(); heir++) {
                if (heir != partition.owner()
                        && world.instances().get(heir).isUp()
                        && (!ownerIsUp || world.rebalances() > 0)) {
                    World after = world.with(p, partition.givenTo(heir));
                    steps.add(new Step(
                            "the group gives p" + p + " to " + name(heir), ownerIsUp ? after.rebalanced() : after));
                }
            }
        }
    }

    private static void timeOutTransactions(World world, List<Step> steps) {
        for (Transaction transaction : world.transactions()) {
            int id = transaction.id();
            String whose = id < world.instances().size() ? name(id) : "a killed instance";
            steps.add(new Step("the broker ends the transaction of " + whose, world.aborted(id)));
        }
    }

    /** It forgets all that it has in memory, and its open transaction is aborted. */
    private static Step surrender(World world, int number, String why) {
        return new Step(
                name(number) + " " + why + ", and begins anew",
                world.aborted(number).with(number, Instance.started()));
    }

    /** Whether the broker has ended its transaction. */
    private static boolean isCutOff(World world, int number) {
        return world.instances().get(number).stage() != Stage.IDLE
                && world.transaction(number).isEmpty();
    }

    private static boolean isStale(World world, Instance instance) {
        return instance.tasks().stream()
                .anyMatch(task -> world.partitions().get(task.partition()).epoch() != task.epoch());
    }

    private boolean isStable(World world, int partition) {
        return !protections.fencing()
                || world.transactions().stream().noneMatch(transaction -> transaction.mayCommit(partition));
    }

    private List<Integer> offsets(Instance instance) {
        RealLedger ledger = new RealLedger();
        instance.tasks()
                .forEach(task -> ledger.add(task.partition(), task.start(), task.position(), task.forwardedImages()));
        if (protections.ledger()) {
            ledger.lower();
        }
        return IntStream.range(0, bounds.partitions())
                .mapToObj(p -> instance.task(p).isPresent() ? ledger.offset(p) : Transaction.NOT_SENT)
                .toList();
    }

    private static String told(List<Integer> offsets) {
        return IntStream.range(0, offsets.size())
                .filter(p -> offsets.get(p) != Transaction.NOT_SENT)
                .mapToObj(p -> "p" + p + "=" + offsets.get(p))
                .collect(Collectors.joining(", "));
    }

    private static String image(Task task, int image) {
        return "p" + task.partition() + "@" + image;
    }

    private static String name(int instance) {
        return String.valueOf((char) ('A' + instance));
    }
}
