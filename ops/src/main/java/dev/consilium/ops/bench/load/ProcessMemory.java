package dev.consilium.ops.bench.load;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * The memory of another JVM of the same user on this machine, which was started with {@link #options}. One thread only.
 */
public final class ProcessMemory implements AutoCloseable {

    private static final String RESIDENT = "VmRSS:";
    private static final String PEAK = "VmHWM:";
    private static final long BYTES_A_KIBIBYTE = 1_024;

    private final Path status;
    private final JMXConnector connector;
    private final MemoryMXBean memory;

    private ProcessMemory(Path status, JMXConnector connector, MemoryMXBean memory) {
        this.status = status;
        this.connector = connector;
        this.memory = memory;
    }

    /**
     * The heap is committed and touched from the start: only so is what is resident beyond it native memory, and a growth of
     * one cannot hide in the other.
     */
    static List<String> options(String heap) {
        return List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+AlwaysPreTouch");
    }

    /** @throws IOException when there is no such JVM, or no {@code /proc} */
    @SuppressWarnings("BanJNDI") // the address is that of the JVM's own agent, which the kernel lets only its user ask
    static ProcessMemory of(long pid) throws IOException {
        Path status = statusOf(pid);
        if (!Files.isReadable(status)) {
            throw new IOException(status + " cannot be read: resident memory can be told on Linux only");
        }
        JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(agent(pid)));
        try {
            MemoryMXBean memory = ManagementFactory.newPlatformMXBeanProxy(
                    connector.getMBeanServerConnection(), ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
            return new ProcessMemory(status, connector, memory);
        } catch (IOException e) {
            connector.close();
            throw e;
        }
    }

    /** Lets the JVM collect its garbage, and looks. */
    MemorySample sample(long seconds) throws IOException {
        memory.gc();
        MemoryUsage heap = memory.getHeapMemoryUsage();
        long resident = bytes(Files.readString(status), RESIDENT)
                .orElseThrow(() -> new IOException("no " + RESIDENT + " in " + status));
        return new MemorySample(seconds, resident, heap.getUsed(), resident - heap.getCommitted());
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }

    /** The most that a process of this machine ever had resident, in bytes; empty when that cannot be told. */
    public static OptionalLong peak(long pid) {
        return told(pid, PEAK);
    }

    /** What a process of this machine has resident, in bytes; empty when that cannot be told. */
    public static OptionalLong resident(long pid) {
        return told(pid, RESIDENT);
    }

    private static OptionalLong told(long pid, String key) {
        try {
            return bytes(Files.readString(statusOf(pid)), key);
        } catch (IOException e) {
            return OptionalLong.empty(); // it has ended, or this is not Linux
        }
    }

    /** @param status the text of {@code /proc/PID/status} */
    static OptionalLong bytes(String status, String key) {
        return status.lines()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()).replace("kB", "").strip())
                .mapToLong(kibibytes -> Long.parseLong(kibibytes) * BYTES_A_KIBIBYTE)
                .findFirst();
    }

    private static Path statusOf(long pid) {
        return Path.of("/proc", Long.toString(pid), "status");
    }

    private static String agent(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("cannot attach to the JVM " + pid + ": " + e.getMessage(), e);
        }
    }
}
