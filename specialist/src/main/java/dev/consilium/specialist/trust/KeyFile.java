package dev.consilium.specialist.trust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ed25519 keys as PEM text: what {@code openssl genpkey -algorithm ed25519} and {@code openssl pkey -pubout} write. */
final class KeyFile {

    static final String PRIVATE = "PRIVATE KEY";
    static final String PUBLIC = "PUBLIC KEY";
    private static final int LARGEST = 1 << 16;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s*([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private KeyFile() {}

    static PrivateKey privateKey(Path file) throws IOException {
        byte[] der = der(file, PRIVATE);
        try {
            return factory().generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new InvalidKeyFileException(
                    file + " holds no Ed25519 private key: make one with 'consilium keys generate'");
        }
    }

    static PublicKey publicKey(Path file) throws IOException {
        byte[] der = der(file, PUBLIC);
        try {
            return factory().generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new InvalidKeyFileException(
                    file + " holds no Ed25519 public key: make one with 'consilium keys generate'");
        }
    }

    static String pem(String label, Key key) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    private static byte[] der(Path file, String label) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InvalidKeyFileException("there is no key file '" + file + "'");
        }
        if (Files.size(file) > LARGEST) {
            throw new InvalidKeyFileException(file + " is too large for a key");
        }
        Matcher pem = PEM.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        if (!pem.find() || !pem.group(1).equals(label)) {
            throw new InvalidKeyFileException(file + " holds no '" + label + "' in PEM"
                    + (label.equals(PUBLIC)
                            ? ": give the public key, NAME.pub.pem"
                            : ": give the private key, NAME.key.pem"));
        }
        try {
            return Base64.getMimeDecoder().decode(pem.group(2));
        } catch (IllegalArgumentException e) {
            throw new InvalidKeyFileException(file + " is damaged: its text is no Base64");
        }
    }

    private static KeyFactory factory() throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519");
    }
}
