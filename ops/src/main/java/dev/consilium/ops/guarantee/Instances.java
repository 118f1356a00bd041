package dev.consilium.ops.guarantee;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The instances that share a topic of images. One thread. */
final class Instances implements AutoCloseable {

    /** As many as there are all the time. */
    static final int COUNT = 2;

    private final List<Instance> all = new ArrayList<>();

    /** Starts one more. */
    void add(Instance instance) {
        all.add(instance);
        instance.start();
    }

    /** Each in turn, of those that are there all the time. */
    Instance inTurn(int number) {
        return all.get(number % COUNT);
    }

    /** Those that are there all the time. */
    List<Instance> regulars() {
        return List.copyOf(all.subList(0, COUNT));
    }

    /** The partitions of all but this one. */
    Set<Integer> partitionsWithout(Instance absent) throws InterruptedException {
        Set<Integer> partitions = new HashSet<>();
        for (Instance instance : up()) {
            if (!instance.equals(absent)) {
                partitions.addAll(instance.work().partitions());
            }
        }
        return partitions;
    }

    /** Whether each partition belongs to one of them, and to no other. */
    boolean share(int partitions) throws InterruptedException {
        int count = 0;
        Set<Integer> different = new HashSet<>();
        for (Instance instance : up()) {
            Set<Integer> own = instance.work().partitions();
            count += own.size();
            different.addAll(own);
        }
        return count == partitions && different.size() == partitions;
    }

    /**
     * Waits until all that run answer.
     *
     * @throws IllegalStateException when one does not in time
     */
    void awaitReady() throws InterruptedException {
        for (Instance instance : up()) {
            instance.awaitReady();
        }
    }

    /** @throws IllegalStateException when one that should run has ended; with the tail of its log */
    void check() {
        all.forEach(Instance::check);
    }

    /** The most that one of them ever had resident; empty where the system does not tell. */
    OptionalLong peakBytes() {
        return all.stream()
                .map(Instance::peakBytes)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .max();
    }

    @Override
    public void close() {
        all.forEach(Instance::close);
    }

    private List<Instance> up() {
        return all.stream().filter(Instance::isUp).toList();
    }
}
