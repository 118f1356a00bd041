package dev.consilium.specialist.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceSettingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auto    | 0 | cpu",
                "auto    | 2 | gpu0 gpu1",
                "cpu     | 2 | cpu",
                "gpu     | 2 | gpu0 gpu1",
                "gpu:1   | 2 | gpu1",
                "gpu:1,0 | 2 | gpu1 gpu0",
                "gpu:1,1 | 2 | gpu1"
            })
    void shouldMeanDevices(String setting, int gpus, String expected) {
        assertThat(DeviceSetting.parse(setting).among(gpus).stream()
                        .map(device -> device.isGpu() ? "gpu" + device.getDeviceId() : "cpu")
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @Test
    void shouldSayWhichGpuIsNotThere() {
        assertThatThrownBy(() -> DeviceSetting.parse("gpu").among(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("device is gpu, but libtorch can use no GPU here");
        assertThatThrownBy(() -> DeviceSetting.parse("gpu:0,2").among(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "device is gpu:0,2, but libtorch can use only the 2 GPUs from gpu:0 to gpu:1 here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu:", "gpu:a", "gpu:0,", "cuda", "cpu:0", "gpu:-1"})
    void shouldRefuseWhatIsNoDevice(String setting) {
        assertThatThrownBy(() -> DeviceSetting.parse(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "'" + setting + "' is no device: it must be auto, cpu, gpu or, for example, gpu:0,1");
    }

    @Test
    void shouldFindTheCpuHere() {
        assertThat(DeviceSetting.parse("cpu").here()).containsExactly(Device.cpu());
    }
}
