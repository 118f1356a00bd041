package dev.consilium.ops.guarantee;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

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

    /** The first, which a link leads to where there is one. */
    Instance first() {
        return all.get(0);
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
        return most(Instance::peakBytes);
    }

    /** What that has resident which has most; empty where the system does not tell. */
    OptionalLong residentBytes() {
        return most(Instance::residentBytes);
    }

    /** Images that they have begun with and not answered. */
    int inFlight() throws InterruptedException {
        int inFlight = 0;
        for (Instance instance : up()) {
            inFlight += instance.work().inFlight();
        }
        return inFlight;
    }

    /**
     * What all of them say of themselves, five seconds after five seconds.
     *
     * @param sinceMillis from this moment on, in milliseconds since 1970
     */
    List<Served> served(long sinceMillis) throws InterruptedException {
        List<Served> served = new ArrayList<>();
        for (Instance instance : up()) {
            served.addAll(instance.served(sinceMillis));
        }
        return served;
    }

    @Override
    public void close() {
        all.forEach(Instance::close);
    }

    private OptionalLong most(Function<Instance, OptionalLong> bytes) {
        return all.stream()
                .map(bytes)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .max();
    }

    private List<Instance> up() {
        return all.stream().filter(Instance::isUp).toList();
    }
}
