package dev.consilium.ops.doctor;

import dev.consilium.avro.Image;
import dev.consilium.avro.Prediction;
import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RosterEntry;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.ops.doctor.Finding.Failed;
import dev.consilium.ops.doctor.Finding.Ok;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.registry.RegistryInspection;
import dev.consilium.schemas.registry.RegistryInspection.Standing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * Whether the schemas of the topics are registered, or may be.
 *
 * @param raw whether images are bare files, which have no schema
 */
record SchemasCheck(Connection connection, Topics topics, boolean raw) implements Check {

    private static final String REGISTERS = "auto.register.schemas";

    @Override
    public Subject subject() {
        return Subject.SCHEMAS;
    }

    @Override
    public List<Finding> look() {
        RegistryInspection registry = new RegistryInspection(connection.serdeConfig());
        List<Finding> failed = new ArrayList<>();
        int registered = 0;
        int toCome = 0;
        for (Map.Entry<String, Class<? extends SpecificRecord>> each : types().entrySet()) {
            Standing standing = registry.standing(each.getKey(), each.getValue());
            if (standing instanceof Standing.Registered) {
                registered++;
            } else if (mayCome(standing)) {
                toCome++;
            } else {
                failed.add(failed(standing, each.getValue()));
            }
        }
        return failed.isEmpty()
                ? List.of(new Ok(
                        subject().toString(),
                        registered + " registered"
                                + (toCome == 0 ? "" : ", " + toCome + " will be with the first record")))
                : failed;
    }

    private Map<String, Class<? extends SpecificRecord>> types() {
        Map<String, Class<? extends SpecificRecord>> types = new LinkedHashMap<>();
        if (!raw) {
            types.put(topics.images(), Image.class);
        }
        types.put(topics.predictions(), Prediction.class);
        types.put(topics.models(), SpecialistVersion.class);
        types.put(topics.roster(), RosterEntry.class);
        types.put(topics.rollouts(), RolloutEvent.class);
        return types;
    }

    private boolean mayCome(Standing standing) {
        boolean registers = !"false".equalsIgnoreCase(connection.properties().get(REGISTERS));
        boolean follows = standing instanceof Standing.Other other && other.compatible();
        return registers && (standing instanceof Standing.Absent || follows);
    }

    private static Finding failed(Standing standing, Class<?> type) {
        String subject = "subject " + standing.subject();
        return standing instanceof Standing.Other other && !other.compatible()
                ? new Failed(
                        subject,
                        "its latest schema (id " + other.id() + ") does not go together with " + type.getSimpleName(),
                        "is it another program's topic? Then configure another name for this one; otherwise use the version"
                                + " of Consilium that registered it")
                : new Failed(
                        subject,
                        "the schema of " + type.getSimpleName() + " is not registered, and " + REGISTERS + "=false",
                        "register schemas/src/main/avro, or set serde." + REGISTERS + "=true");
    }
}
