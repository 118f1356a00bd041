package dev.consilium.ops.doctor;

import dev.consilium.ops.doctor.Finding.Failed;
import dev.consilium.ops.doctor.Finding.Ok;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.registry.RegistryInspection;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;

/** Whether a schema registry answers. */
record RegistryCheck(Connection connection) implements Check {

    @Override
    public Subject subject() {
        return Subject.REGISTRY;
    }

    @Override
    public List<Finding> look() {
        try {
            int subjects =
                    new RegistryInspection(connection.serdeConfig()).subjects().size();
            return List.of(new Ok(subject().toString(), subjects + " subjects at " + connection.shownRegistryUrl()));
        } catch (SerializationException | ConfigException e) {
            return List.of(new Failed(
                    subject().toString(),
                    Causes.text(e),
                    "start one (`consilium stack`), or name yours with --schema-registry; its credentials belong into"
                            + " --command-config (or serde.* in --config)"));
        }
    }
}
