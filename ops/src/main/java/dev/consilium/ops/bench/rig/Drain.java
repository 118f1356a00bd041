package dev.consilium.ops.bench.rig;

import java.util.EnumMap;
import java.util.Map;

/**
 * What was measured of a drain between two moments of it.
 *
 * @param images that became readable in between
 * @param seconds in between
 * @param cpuMicrosPerImage by who used them; all of it together is what an image costs this machine
 */
public record Drain(long images, double seconds, Map<CpuGroup, Double> cpuMicrosPerImage) {

    public Drain {
        cpuMicrosPerImage = Map.copyOf(cpuMicrosPerImage);
    }

    static Drain of(long images, long nanos, Map<CpuGroup, Long> cpuNanos) {
        Map<CpuGroup, Double> micros = new EnumMap<>(CpuGroup.class);
        cpuNanos.forEach((group, used) -> micros.put(group, used / 1e3 / images));
        return new Drain(images, nanos / 1e9, micros);
    }

    public double imagesPerSecond() {
        return images / seconds;
    }

    /** What one image costs, over all groups. */
    public double totalCpuMicros() {
        return cpuMicrosPerImage.values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
