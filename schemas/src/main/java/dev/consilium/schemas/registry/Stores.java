package dev.consilium.schemas.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** Key and trust stores as Kafka's {@code ssl.*} keys describe them: JKS or PKCS12 files, PEM files, or PEM in the configuration itself. */
final class Stores {

    private static final String PEM = "PEM";

    private Stores() {}

    /** Our own key and certificates, for a registry that wants to see them. */
    static Optional<KeyStore> keys(AbstractConfig ssl) throws GeneralSecurityException, IOException {
        String type = ssl.getString(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG).toUpperCase(Locale.ROOT);
        String location = ssl.getString(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG);
        Password key = ssl.getPassword(SslConfigs.SSL_KEYSTORE_KEY_CONFIG);
        Password chain = ssl.getPassword(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG);
        if (location == null && key == null) {
            return Optional.empty();
        }
        if (!type.equals(PEM)) {
            return Optional.of(file(type, location, ssl.getPassword(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG)));
        }
        String keyText = location == null ? key.value() : Files.readString(Path.of(location));
        String chainText = location == null && chain != null ? chain.value() : keyText;
        char[] password = characters(ssl.getPassword(SslConfigs.SSL_KEY_PASSWORD_CONFIG));
        KeyStore store = empty();
        Certificate[] certificates = Pem.certificates(chainText).toArray(Certificate[]::new);
        store.setKeyEntry("key", Pem.privateKey(keyText, password), password, certificates);
        return Optional.of(store);
    }

    /** Whom we trust; empty: whom the JVM trusts. */
    static Optional<KeyStore> trusted(AbstractConfig ssl) throws GeneralSecurityException, IOException {
        String type = ssl.getString(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG).toUpperCase(Locale.ROOT);
        String location = ssl.getString(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG);
        Password certificates = ssl.getPassword(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG);
        if (location == null && certificates == null) {
            return Optional.empty();
        }
        if (!type.equals(PEM)) {
            return Optional.of(file(type, location, ssl.getPassword(SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG)));
        }
        List<Certificate> trusted =
                Pem.certificates(location == null ? certificates.value() : Files.readString(Path.of(location)));
        KeyStore store = empty();
        for (int i = 0; i < trusted.size(); i++) {
            store.setCertificateEntry("trusted-" + i, trusted.get(i));
        }
        return Optional.of(store);
    }

    static char @Nullable [] charactersOrNull(@Nullable Password password) {
        return password == null ? null : password.value().toCharArray();
    }

    static char[] characters(@Nullable Password password) {
        return password == null ? new char[0] : password.value().toCharArray();
    }

    private static KeyStore file(String type, @Nullable String location, @Nullable Password password)
            throws GeneralSecurityException, IOException {
        if (location == null) {
            throw new IOException("a store of type " + type
                    + " needs a location; keys and certificates in the configuration" + " itself need the type PEM");
        }
        KeyStore store = KeyStore.getInstance(type);
        try (InputStream in = Files.newInputStream(Path.of(location))) {
            store.load(in, charactersOrNull(password));
        }
        return store;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
