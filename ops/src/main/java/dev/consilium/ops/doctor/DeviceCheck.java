package dev.consilium.ops.doctor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import dev.consilium.ops.doctor.Finding.Failed;
import dev.consilium.ops.doctor.Finding.Ok;
import dev.consilium.specialist.torch.DeviceSetting;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the devices that specialists are to run on are there. */
record DeviceCheck(DeviceSetting device) implements Check {

    @Override
    public Subject subject() {
        return Subject.DEVICE;
    }

    @Override
    public List<Finding> look() {
        int gpus = Engine.getInstance().getGpuCount();
        String there = gpus == 0 ? "no GPU here" : gpus + " GPUs here";
        try {
            String used = device.here().stream().map(Device::toString).collect(Collectors.joining(", "));
            return List.of(new Ok(subject().toString(), "device=" + device + " uses " + used + "; " + there));
        } catch (IllegalStateException e) {
            return List.of(
                    new Failed(
                            subject().toString(),
                            "device=" + device + ", but " + there,
                            "set device=auto or device=cpu, or give it a build of libtorch for CUDA and a driver (docs/gpu.md)"));
        }
    }
}
