package dev.consilium.specialist.trust;

import dev.consilium.avro.Signature;
import dev.consilium.avro.SpecialistVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whose versions may be loaded. The folder is read anew for each version: a key that is put in, or taken out, counts from
 * the next one on.
 *
 * @param keys the folder of trusted public keys; empty: nobody's signature is trusted
 * @param unsigned whether a manifest without a signature may be loaded; where there are keys, one with a wrong signature is not
 */
public record TrustPolicy(Optional<Path> keys, boolean unsigned) {

    /**
     * Says who signed.
     *
     * @return a few words for the trail
     * @throws UntrustedException if nobody trusted did
     * @throws IOException if the folder cannot be read, which says nothing about the manifest
     */
    public String judge(SpecialistVersion manifest) throws UntrustedException, IOException {
        Signature signature = manifest.getSignature();
        if (signature == null) {
            if (unsigned) {
                return "unsigned, allowed by trust.unsigned";
            }
            throw new UntrustedException("the manifest is not signed: publish it with --sign-with PRIVATE_KEY_FILE as a"
                    + " new version, and put the public key into the app's folder trusted.keys;"
                    + " or set trust.unsigned=true");
        }
        if (keys.isEmpty()) {
            if (unsigned) {
                return "signed by " + signature.getKeyId()
                        + ", not checked: trust.unsigned is set and trusted.keys is not";
            }
            throw new UntrustedException("the manifest is signed by " + signature.getKeyId()
                    + ", and the app trusts no key: set trusted.keys to a folder with its public key");
        }
        return judge(manifest, signature, keys.get());
    }

    private static String judge(SpecialistVersion manifest, Signature signature, Path folder)
            throws UntrustedException, IOException {
        TrustedKeys trusted = TrustedKeys.read(folder);
        TrustedKeys.Key key = trusted.keys().get(signature.getKeyId());
        if (key == null) {
            throw new UntrustedException("the manifest is signed by " + signature.getKeyId()
                    + ", whose public key is not in " + folder + " ("
                    + trusted.keys().size() + " keys"
                    + (trusted.unreadable().isEmpty() ? "" : "; " + String.join("; ", trusted.unreadable()))
                    + "): if you trust it, add it with 'consilium keys trust FILE --in " + folder + "'");
        }
        if (!ManifestSignature.isOf(key.publicKey(), manifest, signature)) {
            throw new UntrustedException(
                    "the signature by " + signature.getKeyId()
                            + " is of another manifest: this one was changed after it was signed; publish it again from its package");
        }
        return "signed by " + signature.getKeyId();
    }
}
