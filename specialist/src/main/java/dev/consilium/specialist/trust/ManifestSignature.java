package dev.consilium.specialist.trust;

import dev.consilium.avro.Signature;
import dev.consilium.avro.SpecialistVersion;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PublicKey;

/** Signs manifests and checks signatures. Stateless; any thread. */
public final class ManifestSignature {

    private ManifestSignature() {}

    /** The manifest with a signature of this key in place of any other. Ed25519 has no chance in it: equal manifests, equal bytes. */
    public static SpecialistVersion sign(SpecialistVersion manifest, SigningKey key) {
        return SpecialistVersion.newBuilder(manifest)
                .setSignature(new Signature(key.keyId(), ByteBuffer.wrap(key.sign(CanonicalManifest.bytes(manifest)))))
                .build();
    }

    /** Whether the holder of that key signed exactly this manifest. */
    static boolean isOf(PublicKey key, SpecialistVersion manifest, Signature signature) {
        byte[] bytes = new byte[signature.getEd25519().remaining()];
        signature.getEd25519().duplicate().get(bytes);
        try {
            java.security.Signature verifier = java.security.Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(CanonicalManifest.bytes(manifest));
            return verifier.verify(bytes);
        } catch (GeneralSecurityException e) {
            // Such as a signature of another length.
            return false;
        }
    }
}
