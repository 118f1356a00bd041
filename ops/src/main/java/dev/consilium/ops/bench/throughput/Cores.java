package dev.consilium.ops.bench.throughput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The cores that this process may use, by the kernel's numbers, and how a process is tied to some of them. Linux. */
final class Cores {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String ALLOWED = "Cpus_allowed_list:";
    private static final long TASKSET_SECONDS = 10;

    private Cores() {}

    /** Empty where the system does not tell. */
    static List<Integer> allowed() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(ALLOWED))
                    .findFirst()
                    .map(line -> parse(line.substring(ALLOWED.length())))
                    .orElse(List.of());
        } catch (IOException e) {
            return List.of();
        }
    }

    /** A list as the kernel writes it: {@code 0-3,8}. */
    static List<Integer> parse(String list) {
        List<Integer> cores = new ArrayList<>();
        for (String part : list.strip().split(",", -1)) {
            String[] ends = part.strip().split("-", 2);
            int first = Integer.parseInt(ends[0]);
            int last = ends.length == 2 ? Integer.parseInt(ends[1]) : first;
            for (int core = first; core <= last; core++) {
                cores.add(core);
            }
        }
        return cores;
    }

    /** Why instances cannot be tied to cores of their own here; empty when they can. */
    static Optional<String> hindrance() {
        if (allowed().size() < 2) {
            return Optional.of("two instances on disjoint cores need two cores, and Linux to tell which");
        }
        try {
            run("taskset", "--version");
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("two instances on disjoint cores need taskset (package util-linux): " + e.getMessage());
        }
    }

    /** Ties a process, with all its threads and those to come, to one core. */
    static void tie(long pid, int core) throws IOException {
        run("taskset", "--all-tasks", "--cpu-list", "--pid", Integer.toString(core), Long.toString(pid));
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(TASKSET_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted at " + command[0], e);
        }
    }
}
