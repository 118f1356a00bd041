package dev.consilium.specialist.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/** An Ed25519 key that versions are signed with. Immutable; any thread. */
public final class SigningKey {

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private SigningKey(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    /** A new one. */
    public static SigningKey generate() {
        KeyPair pair = pair(new SecureRandom());
        return new SigningKey(pair.getPrivate(), pair.getPublic());
    }

    /**
     * Reads a private key in PEM (PKCS#8); the public one follows from it.
     *
     * @throws InvalidKeyFileException if the file holds something else
     */
    public static SigningKey read(Path file) throws IOException {
        PrivateKey privateKey = KeyFile.privateKey(file);
        byte[] seed = ((EdECPrivateKey) privateKey).getBytes().orElseThrow();
        KeyPair pair = pair(new SeedAlone(seed));
        if (!Arrays.equals(pair.getPrivate().getEncoded(), privateKey.getEncoded())) {
            throw new InvalidKeyFileException(
                    file + ": this JDK's Ed25519 does not derive public keys; use the JDK's own provider (SunEC)");
        }
        return new SigningKey(privateKey, pair.getPublic());
    }

    /** Its name in signatures. */
    public String keyId() {
        return KeyId.of(publicKey);
    }

    PrivateKey privateKey() {
        return privateKey;
    }

    PublicKey publicKey() {
        return publicKey;
    }

    byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 could not sign: " + e.getMessage(), e);
        }
    }

    private static KeyPair pair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("JDK 17 and newer have Ed25519", e);
        }
    }

    /**
     * The JDK has no way from a private key to its public one but making a pair, and an Ed25519 private key is 32 random
     * bytes: here they are the ones of a key that is there already.
     */
    private static final class SeedAlone extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final byte[] seed;

        SeedAlone(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
