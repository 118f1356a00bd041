package dev.consilium.streams.ledger.model;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** What must hold in every state, as a reader of committed records sees it. */
enum Promise {
    NO_IMAGE_IS_LOST {
        @Override
        Optional<String> broken(World world, int p) {
            Partition partition = world.partitions().get(p);
            List<Integer> answered = partition.answered();
            return IntStream.range(0, partition.committed())
                    .filter(image -> !answered.contains(image))
                    .filter(image -> world.instances().stream()
                            .noneMatch(instance -> instance.task(p)
                                    .filter(task -> task.hasRead(image))
                                    .isPresent()))
                    .mapToObj(image -> image(p, image) + " has no outcome, nobody is at it, and nobody will read it:"
                            + " committed is " + partition.committed())
                    .findFirst();
        }
    },
    NO_OFFSET_PASSES_AN_IMAGE_IN_FLIGHT {
        @Override
        Optional<String> broken(World world, int p) {
            Partition partition = world.partitions().get(p);
            List<Integer> answered = partition.answered();
            return IntStream.range(0, partition.committed())
                    .filter(image -> !answered.contains(image))
                    .mapToObj(image -> image(p, image) + " has no outcome, and committed is " + partition.committed())
                    .findFirst();
        }
    },
    NO_IMAGE_IS_ANSWERED_TWICE {
        @Override
        Optional<String> broken(World world, int p) {
            Set<Integer> seen = new HashSet<>();
            return world.partitions().get(p).answered().stream()
                    .filter(image -> !seen.add(image))
                    .map(image -> image(p, image) + " is answered twice")
                    .findFirst();
        }
    },
    OUTCOMES_ARE_IN_ORDER {
        @Override
        Optional<String> broken(World world, int p) {
            List<Integer> answered = world.partitions().get(p).answered();
            return IntStream.range(1, answered.size())
                    .filter(i -> answered.get(i - 1) > answered.get(i))
                    .mapToObj(i -> image(p, answered.get(i - 1)) + " is answered before " + image(p, answered.get(i)))
                    .findFirst();
        }
    };

    /** What is wrong with a partition; empty when nothing is. */
    abstract Optional<String> broken(World world, int partition);

    Optional<String> broken(World world) {
        return IntStream.range(0, world.partitions().size())
                .mapToObj(partition -> broken(world, partition))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static String image(int partition, int image) {
        return "p" + partition + "@" + image;
    }
}
