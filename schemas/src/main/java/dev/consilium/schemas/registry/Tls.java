package dev.consilium.schemas.registry;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * TLS towards the registry from {@code schema.registry.ssl.*}, whose meaning is that of Kafka's {@code ssl.*}. Without any of these keys
 * the JVM's own trust store decides.
 */
record Tls(SSLContext context, SSLParameters parameters) {

    /** @throws ConfigException when a store cannot be read or does not hold what it should */
    static Optional<Tls> from(AvroSerdeConfig config) {
        Map<String, Object> properties = config.originalsWithPrefix(AvroSerdeConfig.REGISTRY_PREFIX);
        if (properties.keySet().stream().noneMatch(name -> name.startsWith("ssl."))) {
            return Optional.empty();
        }
        AbstractConfig ssl = new AbstractConfig(new ConfigDef().withClientSslSupport(), properties, false);
        try {
            String protocol = ssl.getString(SslConfigs.SSL_PROTOCOL_CONFIG);
            String provider = ssl.getString(SslConfigs.SSL_PROVIDER_CONFIG);
            SSLContext context =
                    provider == null ? SSLContext.getInstance(protocol) : SSLContext.getInstance(protocol, provider);
            context.init(keyManagers(ssl), trustManagers(ssl), null);
            return Optional.of(new Tls(context, parameters(ssl)));
        } catch (GeneralSecurityException | IOException e) {
            ConfigException wrong = new ConfigException("TLS towards the schema registry cannot be set up ("
                    + e.getMessage() + "): check " + AvroSerdeConfig.TLS_PREFIX + "*");
            wrong.initCause(e);
            throw wrong;
        }
    }

    private static SSLParameters parameters(AbstractConfig ssl) {
        SSLParameters parameters = new SSLParameters();
        List<String> protocols = ssl.getList(SslConfigs.SSL_ENABLED_PROTOCOLS_CONFIG);
        if (protocols != null && !protocols.isEmpty()) {
            parameters.setProtocols(protocols.toArray(String[]::new));
        }
        List<String> suites = ssl.getList(SslConfigs.SSL_CIPHER_SUITES_CONFIG);
        if (suites != null && !suites.isEmpty()) {
            parameters.setCipherSuites(suites.toArray(String[]::new));
        }
        return parameters;
    }

    private static KeyManager @Nullable [] keyManagers(AbstractConfig ssl)
            throws GeneralSecurityException, IOException {
        Optional<KeyStore> keys = Stores.keys(ssl);
        if (keys.isEmpty()) {
            return null;
        }
        Password keyPassword = ssl.getPassword(SslConfigs.SSL_KEY_PASSWORD_CONFIG);
        Password password =
                keyPassword == null ? ssl.getPassword(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG) : keyPassword;
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(ssl.getString(SslConfigs.SSL_KEYMANAGER_ALGORITHM_CONFIG));
        factory.init(keys.get(), Stores.characters(password));
        return factory.getKeyManagers();
    }

    private static TrustManager[] trustManagers(AbstractConfig ssl) throws GeneralSecurityException, IOException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(ssl.getString(SslConfigs.SSL_TRUSTMANAGER_ALGORITHM_CONFIG));
        factory.init(Stores.trusted(ssl).orElse(null));
        TrustManager[] managers = factory.getTrustManagers();
        String identification = ssl.getString(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG);
        if (identification == null || identification.isBlank()) {
            for (int i = 0; i < managers.length; i++) {
                if (managers[i] instanceof X509ExtendedTrustManager trusting) {
                    managers[i] = new AnyHost(trusting);
                }
            }
        }
        return managers;
    }

    /**
     * Trusts as its delegate, whatever the host is called: HttpClient always asks for the host's name to be checked, and the methods without a
     * connection do not check it.
     */
    private static final class AnyHost extends X509ExtendedTrustManager {

        private final X509ExtendedTrustManager delegate;

        AnyHost(X509ExtendedTrustManager delegate) {
            this.delegate = delegate;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            delegate.checkServerTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            delegate.checkServerTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            delegate.checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            delegate.checkClientTrusted(chain, type, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            delegate.checkClientTrusted(chain, type, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            delegate.checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return delegate.getAcceptedIssuers();
        }
    }
}
