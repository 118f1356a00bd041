package dev.consilium.ops;

import dev.consilium.schemas.TopicSetup;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.access.Duty;
import dev.consilium.schemas.access.Right;
import dev.consilium.stack.Certificates;
import dev.consilium.stack.SecuredBroker;
import dev.consilium.stack.SecuredRegistry;
import dev.consilium.stack.SharedStack;
import dev.consilium.streams.config.ConfigOptions;
import dev.consilium.streams.config.ConsiliumConfig;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine;

/**
 * A broker with TLS, logins and ACLs, a registry behind TLS and a password, and for each duty a user who has its rights and no
 * other, with a file of settings as a person would write it. Secrets are made up anew each time.
 */
final class SecuredScene implements AutoCloseable {

    static final Topics TOPICS = Topics.defaults();
    static final String APPLICATION = "consilium";
    static final String READER = "reader";

    private final Path folder;
    private final List<String> secrets = new ArrayList<>();
    private final Map<Duty, Map<String, String>> logins = new HashMap<>();
    private final Map<Duty, Admin> clients = new HashMap<>();
    private final SecuredBroker broker;
    private final SecuredRegistry registry;
    private final Admin administrator;

    SecuredScene(Path folder) throws Exception {
        this.folder = folder;
        Certificates certificates = Certificates.in(folder);
        secrets.add(certificates.password());
        broker = SecuredBroker.start(certificates, READER);
        registry = SecuredRegistry.before(SharedStack.get().schemaRegistryUrl(), certificates, "registrar:" + secret());
        administrator = Admin.create(new HashMap<>(broker.administrator()));
        TopicSetup.ensure(administrator, TOPICS, 2, (short) 1);
        for (Duty duty : Duty.values()) {
            String password = secret();
            broker.addUser(duty.toString(), password);
            logins.put(duty, broker.login(duty.toString(), password));
            grant("User:" + duty, duty);
        }
        grant("User:CN=" + READER, Duty.WATCH);
    }

    SecuredBroker broker() {
        return broker;
    }

    List<String> secrets() {
        return secrets;
    }

    /** A file for {@code --command-config}. */
    Path commandConfig(Duty duty) throws IOException {
        Map<String, String> settings = new HashMap<>(logins.get(duty));
        settings.put("schema.registry.url", registry.url());
        settings.putAll(registry.properties());
        return write(duty + ".properties", settings);
    }

    /** What {@code serve} reads from a file in which each secret is a reference to another. */
    ConsiliumConfig app() throws IOException {
        Map<String, String> settings = new HashMap<>();
        Map<String, String> hidden = new HashMap<>();
        logins.get(Duty.SERVE).forEach((key, value) -> put("kafka." + key, value, settings, hidden));
        registry.properties().forEach((key, value) -> put("serde." + key, value, settings, hidden));
        settings.remove("kafka.bootstrap.servers");
        settings.put("bootstrap.servers", logins.get(Duty.SERVE).get("bootstrap.servers"));
        settings.put("schema.registry.url", registry.url());
        settings.put("application.id", APPLICATION);
        settings.put("artifact.cache.directory", folder.resolve("cache").toString());
        settings.put("trust.unsigned", "true");
        settings.put("http.port", "0");
        token();
        settings.put("http.token", "${directory:" + folder + ":token}");
        write("secrets.properties", hidden);
        Path file = write("app.properties", settings);
        ConfigOptions options = CommandLine.populateCommand(new ConfigOptions(), "--config", file.toString());
        return new ConsiliumConfig(options.merged());
    }

    /** The token of the app that {@link #app} describes. */
    String token() throws IOException {
        Path file = folder.resolve("token");
        if (!Files.exists(file)) {
            Files.writeString(file, secret());
        }
        return Files.readString(file);
    }

    /** A client of who has this duty. */
    Admin client(Duty duty) {
        return clients.computeIfAbsent(duty, one -> Admin.create(new HashMap<>(logins.get(one))));
    }

    void revoke(Duty duty, Right right) throws Exception {
        administrator
                .deleteAcls(List.of(right.grantedTo("User:" + duty).toFilter()))
                .all()
                .get();
    }

    void grant(Duty duty, Right right) throws Exception {
        administrator.createAcls(List.of(right.grantedTo("User:" + duty))).all().get();
    }

    @Override
    public void close() {
        Stream.concat(clients.values().stream(), Stream.of(administrator)).forEach(Admin::close);
        registry.close();
        broker.close();
    }

    private void grant(String principal, Duty duty) throws Exception {
        administrator
                .createAcls(duty.rights(TOPICS, APPLICATION).stream()
                        .map(right -> right.grantedTo(principal))
                        .toList())
                .all()
                .get();
    }

    private void put(String key, String value, Map<String, String> settings, Map<String, String> hidden) {
        if (secrets.stream().anyMatch(value::contains)) {
            hidden.put(key, value);
            settings.put(key, "${file:" + folder.resolve("secrets.properties") + ":" + key + "}");
        } else {
            settings.put(key, value);
        }
    }

    private String secret() {
        String made = "secret-" + UUID.randomUUID();
        secrets.add(made);
        return made;
    }

    private Path write(String name, Map<String, String> settings) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        Path file = folder.resolve(name);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return file;
    }
}
