package dev.consilium.streams.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogSettingsTest {

    private static final String FORMAT = "consilium.log.format";
    private static final String INSTANCE = "consilium.instance";

    @AfterEach
    void forget() {
        System.clearProperty(FORMAT);
        System.clearProperty(INSTANCE);
    }

    @Test
    void shouldHandTheLogItsFormatAndTheNameOfTheInstance() {
        LogSettings.apply(ConfigSources.merge(
                Optional.empty(), Map.of("CONSILIUM_LOG_FORMAT", "json"), List.of("instance.id=app-1")));

        assertThat(System.getProperty(FORMAT)).isEqualTo("json");
        assertThat(System.getProperty(INSTANCE)).isEqualTo("app-1");
    }

    @Test
    void shouldCallTheInstanceAsTheRolloutsDo() {
        LogSettings.apply(Map.of());

        assertThat(System.getProperty(FORMAT)).isEqualTo("text");
        assertThat(System.getProperty(INSTANCE)).isEqualTo(new ConsiliumConfig(Map.of()).instanceName());
    }

    @Test
    void shouldLeaveAWrongFormatToTheConfiguration() {
        LogSettings.apply(Map.of("log.format", "xml"));

        assertThat(System.getProperty(FORMAT)).isNull();
    }
}
