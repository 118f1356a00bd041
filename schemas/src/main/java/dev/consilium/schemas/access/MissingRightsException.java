package dev.consilium.schemas.access;

import java.util.List;
import java.util.stream.Collectors;

/** Kafka does not allow what has to be done. The message names each right that is missing, and the command that grants it. */
public final class MissingRightsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingRightsException(List<Right> missing) {
        super("Kafka's ACLs do not allow "
                + missing.stream().map(Right::toString).collect(Collectors.joining(", "))
                + ". An administrator of the cluster grants it (docs/security.md has all that is needed):\n"
                + missing.stream().map(Right::command).collect(Collectors.joining("\n")));
    }
}
