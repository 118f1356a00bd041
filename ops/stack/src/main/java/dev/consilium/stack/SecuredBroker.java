package dev.consilium.stack;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;

/**
 * A real broker that lets nobody do anything without a right: TLS on all listeners, its controller's too, Kafka's own authorizer, and no
 * right granted to anybody but its administrator. Clients come encrypted and nameless, with a certificate, or with a login (SCRAM-SHA-512).
 *
 * <p>In this JVM, with temporary data. All methods may be called by any thread.
 */
public final class SecuredBroker implements AutoCloseable {

    private static final String HOST = "127.0.0.1:";
    private static final String MECHANISM = "SCRAM-SHA-512";
    private static final int ITERATIONS = 4_096;
    private static final Probe KNOWN = Probe.within(Duration.ofSeconds(30), Duration.ofMillis(20));

    private final Certificates certificates;
    private final int namelessPort = Ports.free();
    private final int certificatePort = Ports.free();
    private final int loginPort = Ports.free();
    private final int controllerPort = Ports.free();
    private final DataFolder data = DataFolder.of(Optional.empty(), "kafka");
    private Optional<KafkaRaftServer> server = Optional.empty();

    private SecuredBroker(Certificates certificates) {
        this.certificates = certificates;
    }

    /**
     * Starts it and returns when it answers.
     *
     * @param names whose certificates it trusts, beside its own
     * @throws StackException when it does not start
     */
    public static SecuredBroker start(Certificates certificates, String... names) {
        SecuredBroker broker = new SecuredBroker(certificates);
        try {
            broker.start(List.of(names));
            return broker;
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** Client properties of who may do everything. */
    public Map<String, String> administrator() {
        return certificate("broker");
    }

    /** Client properties of who shows nothing: encrypted, and {@code User:ANONYMOUS} to the broker. */
    public Map<String, String> nameless() {
        return client(namelessPort, "SSL");
    }

    /** Client properties of {@code User:CN=name}, by its certificate. */
    public Map<String, String> certificate(String name) {
        Map<String, String> client = client(certificatePort, "SSL");
        client.putAll(Map.of(
                "ssl.keystore.location",
                certificates.keyStore(name).toString(),
                "ssl.keystore.type",
                Certificates.TYPE,
                "ssl.keystore.password",
                certificates.password()));
        return client;
    }

    /** Client properties of {@code User:name}, by its password. */
    public Map<String, String> login(String name, String password) {
        Map<String, String> client = client(loginPort, "SASL_SSL");
        client.put("sasl.mechanism", MECHANISM);
        client.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + name + "\" password=\""
                        + password + "\";");
        return client;
    }

    /** Lets {@code User:name} log in from now on. */
    public void addUser(String name, String password) throws InterruptedException {
        try (Admin admin = Admin.create(new HashMap<>(administrator()))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), password)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new StackException("The user " + name + " cannot be added: " + e.getCause(), e);
        }
        // The controller has it; the broker hears of it a moment later.
        KNOWN.await(() -> canLogIn(name, password), () -> "the user " + name + " cannot log in");
    }

    @Override
    public synchronized void close() {
        server.ifPresent(running -> {
            running.shutdown();
            running.awaitShutdown();
        });
        server = Optional.empty();
        data.close();
    }

    private synchronized void start(List<String> names) {
        KafkaNode node = new KafkaNode(1, namelessPort, List.of(controllerPort), data.path());
        node.format(Uuid.randomUuid().toString());
        Map<String, String> properties = node.properties();
        properties.putAll(security(names));
        KafkaRaftServer starting = KafkaNode.server(properties);
        server = Optional.of(starting);
        try {
            starting.startup();
        } catch (RuntimeException e) {
            throw new StackException("Kafka did not start with security: " + e.getMessage(), e);
        }
    }

    private Map<String, String> security(List<String> names) {
        String clients = "NAMELESS://" + HOST + namelessPort + ",CERTIFICATE://" + HOST + certificatePort + ",LOGIN://"
                + HOST + loginPort;
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("listeners", clients + ",CONTROLLER://" + HOST + controllerPort);
        properties.put("advertised.listeners", clients);
        properties.put("listener.security.protocol.map", "NAMELESS:SSL,CERTIFICATE:SSL,LOGIN:SASL_SSL,CONTROLLER:SSL");
        properties.put("inter.broker.listener.name", "CERTIFICATE");
        properties.put("ssl.keystore.location", certificates.server().toString());
        properties.put("ssl.keystore.type", Certificates.TYPE);
        properties.put("ssl.keystore.password", certificates.password());
        properties.put(
                "ssl.truststore.location",
                certificates.trustStore("clients", names).toString());
        properties.put("ssl.truststore.type", Certificates.TYPE);
        properties.put("ssl.truststore.password", certificates.password());
        properties.put("listener.name.certificate.ssl.client.auth", "required");
        properties.put("listener.name.controller.ssl.client.auth", "required");
        properties.put("listener.name.login.sasl.enabled.mechanisms", MECHANISM);
        properties.put(
                "listener.name.login.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        properties.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        properties.put("super.users", "User:CN=broker");
        return properties;
    }

    private Map<String, String> client(int port, String protocol) {
        Map<String, String> client = new LinkedHashMap<>(certificates.trust());
        client.put("bootstrap.servers", HOST + port);
        client.put("security.protocol", protocol);
        return client;
    }

    private boolean canLogIn(String name, String password) throws InterruptedException {
        try (Admin admin = Admin.create(new HashMap<>(login(name, password)))) {
            admin.describeCluster().clusterId().get();
            return true;
        } catch (ExecutionException | KafkaException e) {
            return false;
        }
    }
}
