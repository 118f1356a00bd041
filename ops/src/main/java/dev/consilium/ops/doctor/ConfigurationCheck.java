package dev.consilium.ops.doctor;

import dev.consilium.ops.doctor.Finding.Failed;
import dev.consilium.ops.doctor.Finding.NotChecked;
import dev.consilium.ops.doctor.Finding.Ok;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;

/**
 * Whether the app would accept its settings.
 *
 * @param refused why it would not
 */
record ConfigurationCheck(Optional<ConfigException> refused) implements Check {

    @Override
    public Subject subject() {
        return Subject.CONFIGURATION;
    }

    @Override
    public List<Finding> look() {
        return refused.isEmpty()
                ? List.of(new Ok(subject().toString(), "every key is known, every value allowed"))
                : List.of(
                        new Failed(
                                subject().toString(),
                                Causes.text(refused.get()),
                                "correct it in --config, the environment (CONSILIUM_...) or --set; all keys are in"
                                        + " docs/configuration.md"),
                        new NotChecked("what it names", "broker, registry, folders: needs the configuration"));
    }
}
