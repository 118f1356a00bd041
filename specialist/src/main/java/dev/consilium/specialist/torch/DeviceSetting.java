package dev.consilium.specialist.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which devices a person wants specialists to run on: {@code auto} (all GPUs that libtorch can use, else the CPU), {@code cpu}, {@code gpu}
 * (all of them, and there must be one) or some by their number, as {@code gpu:0,1}.
 */
public final class DeviceSetting {

    private static final Pattern NUMBERED = Pattern.compile("gpu:\\d{1,3}(,\\d{1,3})*");

    private final String text;

    private DeviceSetting(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if the text is none of the four */
    public static DeviceSetting parse(String text) {
        String trimmed = text.trim();
        if (List.of("auto", "cpu", "gpu").contains(trimmed)
                || NUMBERED.matcher(trimmed).matches()) {
            return new DeviceSetting(trimmed);
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no device: it must be auto, cpu, gpu or, for example, gpu:0,1");
    }

    /**
     * The devices of this machine that are meant, one or more.
     *
     * @throws IllegalStateException if a GPU is asked for that is not there
     */
    public List<Device> here() {
        if (text.equals("cpu")) {
            return among(0);
        }
        TorchRuntime.prepare();
        return among(Engine.getInstance().getGpuCount());
    }

    /** Those that are meant on a machine of so many GPUs. */
    List<Device> among(int gpus) {
        return switch (text) {
            case "cpu" -> List.of(Device.cpu());
            case "auto" -> gpus == 0 ? List.of(Device.cpu()) : all(gpus);
            case "gpu" -> {
                requireThere(0, gpus);
                yield all(gpus);
            }
            default ->
                Stream.of(text.substring("gpu:".length()).split(","))
                        .map(Integer::valueOf)
                        .distinct()
                        .map(number -> {
                            requireThere(number, gpus);
                            return Device.gpu(number);
                        })
                        .toList();
        };
    }

    private void requireThere(int number, int gpus) {
        if (number >= gpus) {
            throw new IllegalStateException("device is " + text + ", but libtorch can use "
                    + (gpus == 0 ? "no GPU" : "only the " + gpus + " GPUs from gpu:0 to gpu:" + (gpus - 1))
                    + " here: set device=auto, or give it a build of libtorch for CUDA and a driver (docs/gpu.md)");
        }
    }

    private static List<Device> all(int gpus) {
        return IntStream.range(0, gpus).mapToObj(Device::gpu).toList();
    }

    @Override
    public String toString() {
        return text;
    }
}
