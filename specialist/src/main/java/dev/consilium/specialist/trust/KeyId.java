package dev.consilium.specialist.trust;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.HexFormat;

/** How a key is called in a signature. */
final class KeyId {

    private static final int DIGITS = 16;

    private KeyId() {}

    /** The first 16 hex digits of the SHA-256 of the public key's SubjectPublicKeyInfo in DER. */
    static String of(PublicKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
