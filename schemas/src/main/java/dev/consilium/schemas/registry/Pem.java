package dev.consilium.schemas.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Certificates and PKCS#8 private keys in PEM text. */
final class Pem {

    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA", "DSA");

    private Pem() {}

    static List<Certificate> certificates(String pem) throws GeneralSecurityException, IOException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<Certificate> certificates = new ArrayList<>();
        Matcher blocks = blocks("CERTIFICATE", pem);
        while (blocks.find()) {
            certificates.add(factory.generateCertificate(
                    new ByteArrayInputStream(blocks.group().getBytes(StandardCharsets.US_ASCII))));
        }
        if (certificates.isEmpty()) {
            throw new IOException("there is no BEGIN CERTIFICATE in the PEM text");
        }
        return certificates;
    }

    static PrivateKey privateKey(String pem, char[] password) throws GeneralSecurityException, IOException {
        Optional<byte[]> encrypted = content("ENCRYPTED PRIVATE KEY", pem);
        if (encrypted.isPresent()) {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted.get());
            // For PBES2 the parameters' text names the real algorithm.
            String algorithm =
                    info.getAlgName().equals("PBES2") || info.getAlgName().equals("1.2.840.113549.1.5.13")
                            ? info.getAlgParameters().toString()
                            : info.getAlgName();
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password)),
                    info.getAlgParameters());
            return key(info.getKeySpec(cipher));
        }
        return key(new PKCS8EncodedKeySpec(content("PRIVATE KEY", pem)
                .orElseThrow(() -> new IOException("there is no BEGIN PRIVATE KEY (PKCS#8) in the PEM text"))));
    }

    private static PrivateKey key(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                // A key of another algorithm: try the next.
            }
        }
        throw new InvalidKeySpecException("the private key is of none of the algorithms " + KEY_ALGORITHMS);
    }

    private static Optional<byte[]> content(String type, String pem) {
        Matcher block = blocks(type, pem);
        return block.find() ? Optional.of(Base64.getMimeDecoder().decode(block.group(1))) : Optional.empty();
    }

    private static Matcher blocks(String type, String pem) {
        return Pattern.compile("-----BEGIN " + type + "-----([^-]*)-----END " + type + "-----")
                .matcher(pem);
    }
}
