package dev.consilium.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Keys with certificates for this machine, each signed by itself, made by the JDK's keytool when they are asked for and kept nowhere but in
 * a folder of the caller's. Immutable; any thread.
 *
 * @param folder where the stores lie
 * @param password of all stores
 */
public record Certificates(Path folder, String password) {

    static final String TYPE = "PKCS12";

    private static final String SERVER = "broker";
    private static final String PASSWORD_VARIABLE = "CONSILIUM_STORE_PASSWORD";

    /** Under a password of their own. */
    public static Certificates in(Path folder) {
        return new Certificates(folder, UUID.randomUUID().toString());
    }

    /** Client properties that make a client trust the servers of this machine, and nobody else. */
    public Map<String, String> trust() {
        return Map.of(
                "ssl.truststore.location",
                trustStore(SERVER, List.of(SERVER)).toString(),
                "ssl.truststore.type",
                TYPE,
                "ssl.truststore.password",
                password);
    }

    /** What {@link #trust} trusts. */
    Path server() {
        return keyStore(SERVER);
    }

    /** A store with the key and the certificate of {@code CN=name}. */
    Path keyStore(String name) {
        Path file = folder.resolve(name + ".p12");
        if (!Files.exists(file)) {
            generate(name, file);
        }
        return file;
    }

    /** A store with the certificates of the server and of all these names. */
    Path trustStore(String file, List<String> names) {
        Path path = folder.resolve(file + "-trust.p12");
        try {
            KeyStore trusted = KeyStore.getInstance(TYPE);
            trusted.load(null, null);
            trusted.setCertificateEntry(SERVER, certificate(SERVER));
            for (String name : names) {
                trusted.setCertificateEntry(name, certificate(name));
            }
            try (OutputStream out = Files.newOutputStream(path)) {
                trusted.store(out, password.toCharArray());
            }
            return path;
        } catch (GeneralSecurityException | IOException e) {
            throw new StackException("Cannot write the trust store " + path + ": " + e.getMessage(), e);
        }
    }

    KeyStore read(Path store) throws GeneralSecurityException, IOException {
        KeyStore read = KeyStore.getInstance(TYPE);
        try (InputStream in = Files.newInputStream(store)) {
            read.load(in, password.toCharArray());
        }
        return read;
    }

    private Certificate certificate(String name) throws GeneralSecurityException, IOException {
        return read(keyStore(name)).getCertificate(name);
    }

    private void generate(String name, Path file) {
        Path log = folder.resolve(name + "-keytool.log");
        ProcessBuilder keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        TYPE,
                        "-keystore",
                        file.toString(),
                        // Not as an argument: other users of the machine can read those.
                        "-storepass:env",
                        PASSWORD_VARIABLE))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        keytool.environment().put(PASSWORD_VARIABLE, password);
        try {
            if (keytool.start().waitFor() != 0) {
                throw new StackException("keytool made no key for " + name + ": " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new StackException("keytool cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while a key was made", e);
        }
    }
}
