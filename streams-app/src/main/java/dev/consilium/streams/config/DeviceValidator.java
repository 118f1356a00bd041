package dev.consilium.streams.config;

import dev.consilium.specialist.torch.DeviceSetting;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/** What {@link DeviceSetting} reads. Whether the devices are there is asked when they are needed. */
final class DeviceValidator implements Validator {

    @Override
    public void ensureValid(String name, Object value) {
        try {
            DeviceSetting.parse(String.valueOf(value));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name, value, e.getMessage());
        }
    }

    @Override
    public String toString() {
        return "auto, cpu, gpu (all), gpu:0,1 (some)";
    }
}
