package dev.consilium.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.consilium.avro.Image;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry behind TLS that shows a certificate for localhost, signed by itself, and wants to see one of ours. */
class TlsTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private Path store;
    private HttpsServer server;

    @BeforeEach
    void open() throws Exception {
        store = keyStore("localhost");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SSLContext context = context(store);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters demanding = context.getDefaultSSLParameters();
                demanding.setNeedClientAuth(true);
                parameters.setSSLParameters(demanding);
            }
        });
        server.createContext("/", exchange -> {
            byte[] body = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void shouldTalkWithStoresInFiles() {
        assertThat(write("localhost", files())).startsWith(0, 0, 0, 0, 1);
    }

    @Test
    void shouldTalkWithPem() throws Exception {
        // Given
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        Key key = keys.getKey("registry", PASSWORD.toCharArray());
        String certificate = pem("CERTIFICATE", keys.getCertificate("registry").getEncoded());

        // When
        byte[] record = write(
                "localhost",
                Map.of(
                        "schema.registry.ssl.truststore.type",
                        "PEM",
                        "schema.registry.ssl.truststore.certificates",
                        certificate,
                        "schema.registry.ssl.keystore.type",
                        "PEM",
                        "schema.registry.ssl.keystore.key",
                        pem("PRIVATE KEY", key.getEncoded()),
                        "schema.registry.ssl.keystore.certificate.chain",
                        certificate));

        // Then
        assertThat(record).startsWith(0, 0, 0, 0, 1);
    }

    @Test
    void shouldNotTrustAStranger() {
        assertThatThrownBy(() -> write("localhost", Map.of())).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void shouldCheckTheNameOfTheHostUnlessToldNotTo() {
        // Given
        Map<String, String> config = new HashMap<>(files());

        // Then
        assertThatThrownBy(() -> write("127.0.0.1", config)).isInstanceOf(RegistryUnavailableException.class);

        // When
        config.put("schema.registry.ssl.endpoint.identification.algorithm", "");

        // Then
        assertThat(write("127.0.0.1", config)).startsWith(0, 0, 0, 0, 1);
    }

    private Map<String, String> files() {
        return Map.of(
                "schema.registry.ssl.truststore.location",
                store.toString(),
                "schema.registry.ssl.truststore.type",
                "PKCS12",
                "schema.registry.ssl.truststore.password",
                PASSWORD,
                "schema.registry.ssl.keystore.location",
                store.toString(),
                "schema.registry.ssl.keystore.type",
                "PKCS12",
                "schema.registry.ssl.keystore.password",
                PASSWORD);
    }

    private byte[] write(String host, Map<String, String> tls) {
        Map<String, Object> config = new HashMap<>(tls);
        config.put(
                "schema.registry.url",
                "https://" + host + ":" + server.getAddress().getPort());
        config.put("max.retries", "0");
        return AvroSerdes.of(Image.class, config).serializer().serialize("tls", Samples.image());
    }

    private Path keyStore(String host) throws Exception {
        Path file = folder.resolve("registry.p12");
        Path log = folder.resolve("keytool.log");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "registry",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(keytool.waitFor()).as(() -> log.toString()).isZero();
        return file;
    }

    private static SSLContext context(Path file) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        ours.init(keys, PASSWORD.toCharArray());
        TrustManagerFactory theirs = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        theirs.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(ours.getKeyManagers(), theirs.getTrustManagers(), null);
        return context;
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + type
                + "-----\n";
    }
}
