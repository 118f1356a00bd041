package dev.consilium.ops.doctor;

import dev.consilium.ops.doctor.Finding.Failed;
import dev.consilium.ops.doctor.Finding.Ok;
import dev.consilium.ops.doctor.Finding.Warning;
import dev.consilium.specialist.trust.TrustPolicy;
import dev.consilium.specialist.trust.TrustedKeys;
import dev.consilium.streams.config.ConsiliumConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;

/** Whose versions the app would load. */
record TrustCheck(ConsiliumConfig config) implements Check {

    private static final String MAKE_ONE =
            "make a key with `consilium keys generate`, publish with --sign-with, and put the"
                    + " public key there with `consilium keys trust`";

    @Override
    public Subject subject() {
        return Subject.TRUST;
    }

    @Override
    public List<Finding> look() throws IOException {
        TrustPolicy trust;
        try {
            trust = config.trust();
        } catch (ConfigException e) {
            return List.of(new Failed(subject().toString(), String.valueOf(e.getMessage()), MAKE_ONE));
        }
        if (trust.keys().isEmpty()) {
            return List.of(
                    trust.unsigned()
                            ? new Warning(
                                    subject().toString(),
                                    "none: every version is loaded (trust.unsigned)",
                                    "that is for trying things out; else set trusted.keys to a folder of public keys")
                            : new Warning(
                                    subject().toString(),
                                    "none: no version is loaded",
                                    "set trusted.keys to a folder of public keys; " + MAKE_ONE));
        }
        return List.of(keys(trust.keys().get()));
    }

    private Finding keys(Path folder) throws IOException {
        TrustedKeys trusted = TrustedKeys.read(folder);
        if (trusted.keys().isEmpty()) {
            return new Warning(subject().toString(), "no key in " + folder + ": no version is loaded", MAKE_ONE);
        }
        String found = trusted.keys().size() + " in " + folder;
        return trusted.unreadable().isEmpty()
                ? new Ok(subject().toString(), found)
                : new Warning(
                        subject().toString(),
                        found + "; unreadable: " + String.join("; ", trusted.unreadable()),
                        "replace these files, or delete them");
    }
}
