package dev.consilium.ops.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.consilium.ops.doctor.Finding.NotChecked;
import dev.consilium.ops.doctor.Finding.Ok;
import dev.consilium.ops.doctor.Finding.Warning;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/** How many files and connections the process may have open. */
final class OpenFilesCheck implements Check {

    /** Some clients to each broker of a large cluster, and whoever watches over HTTP. */
    private static final long ENOUGH = 4_096;

    @Override
    public Subject subject() {
        return Subject.OPEN_FILES;
    }

    @Override
    public List<Finding> look() {
        return List.of(
                ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                        ? limit(unix.getMaxFileDescriptorCount())
                        : new NotChecked(subject().toString(), "this system does not tell its limit"));
    }

    static Finding limit(long files) {
        String found = String.format(Locale.ROOT, "up to %,d", files);
        return files < ENOUGH
                ? new Warning(
                        Subject.OPEN_FILES.toString(),
                        found,
                        "allow at least " + ENOUGH
                                + ": ulimit -n, LimitNOFILE= of a systemd unit, or --ulimit nofile of" + " a container")
                : new Ok(Subject.OPEN_FILES.toString(), found);
    }
}
