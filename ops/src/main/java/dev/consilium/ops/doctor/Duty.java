package dev.consilium.ops.doctor;

import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import dev.consilium.schemas.Topics;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A command that needs rights. */
enum Duty {
    SERVE,
    PUBLISH,
    PRODUCE,
    WATCH;

    /** What it has to be allowed on each topic. */
    Map<String, Set<AclOperation>> on(Topics topics) {
        Map<String, Set<AclOperation>> rights = new LinkedHashMap<>();
        switch (this) {
            case SERVE -> {
                rights.put(topics.images(), Set.of(READ));
                rights.put(topics.predictions(), Set.of(WRITE));
                rights.put(topics.deadLetters(), Set.of(WRITE));
                rights.put(topics.models(), Set.of(READ));
                rights.put(topics.modelArtifacts(), Set.of(READ));
                // Trials that end by themselves are decided by the app.
                rights.put(topics.roster(), Set.of(READ, WRITE));
                rights.put(topics.rollouts(), Set.of(READ, WRITE));
            }
            case PUBLISH -> {
                rights.put(topics.models(), Set.of(READ, WRITE));
                rights.put(topics.modelArtifacts(), Set.of(READ, WRITE));
                rights.put(topics.roster(), Set.of(READ, WRITE));
                rights.put(topics.rollouts(), Set.of(READ, WRITE));
            }
            case PRODUCE -> rights.put(topics.images(), Set.of(WRITE));
            case WATCH -> rights.put(topics.predictions(), Set.of(READ));
        }
        return rights;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads one by its command's name. */
    static final class Named implements ITypeConverter<Duty> {
        @Override
        public Duty convert(String text) {
            return Arrays.stream(values())
                    .filter(duty -> duty.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of "
                            + Arrays.stream(values()).map(Duty::toString).collect(Collectors.joining(", "))));
        }
    }
}
