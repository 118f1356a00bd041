package dev.consilium.trainer.publish;

import dev.consilium.avro.SpecialistVersion;
import dev.consilium.specialist.trust.ManifestSignature;
import dev.consilium.specialist.trust.SigningKey;
import java.util.Optional;

/**
 * The signature of what is published. It is made last, since a version's name is part of what is signed.
 *
 * @param key empty: what its package does not sign is published without a signature
 */
record Seal(Optional<SigningKey> key) {

    /**
     * Signs a manifest.
     *
     * @param published under the version that it gets
     * @param packed as it is in the package: signed there for exactly that version, it keeps the signature
     */
    SpecialistVersion on(SpecialistVersion published, SpecialistVersion packed) {
        if (packed.getSignature() != null && published.getVersion().equals(packed.getVersion())) {
            return published;
        }
        SpecialistVersion bare =
                SpecialistVersion.newBuilder(published).setSignature(null).build();
        return key.map(signing -> ManifestSignature.sign(bare, signing)).orElse(bare);
    }
}
