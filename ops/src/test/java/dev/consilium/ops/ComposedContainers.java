package dev.consilium.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Volume;
import dev.consilium.ops.monitoring.MonitoringFiles;
import dev.consilium.schemas.connect.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;

/**
 * Kafka and a registry from the images that {@code docker-compose.yml} names, and its other services on the same network: with their images,
 * environment, commands, volumes and rights, under their names.
 */
final class ComposedContainers implements AutoCloseable {

    private static final JsonNode SERVICES = MonitoringFiles.yaml(
                    MonitoringFiles.home().resolve("docker-compose.yml"))
            .get("services");
    private static final int REGISTRY_PORT = 8080;
    private static final Duration STARTING = Duration.ofMinutes(2);

    private final Network network = Network.newNetwork();
    private final KafkaContainer kafka =
            new KafkaContainer(image("kafka")).withNetwork(network).withListener("kafka:19092");
    private final GenericContainer<?> registry = new GenericContainer<>(image("registry"))
            .withNetwork(network)
            .withNetworkAliases("registry")
            .withExposedPorts(REGISTRY_PORT)
            .waitingFor(Wait.forHttp("/apis/ccompat/v7/subjects")
                    .forPort(REGISTRY_PORT)
                    .withStartupTimeout(STARTING));

    /** Whether there is the image that {@code docker compose build} makes. */
    static boolean isBuilt() {
        try {
            DockerClientFactory.instance()
                    .client()
                    .inspectImageCmd(image("app-1"))
                    .exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    void start() {
        kafka.start();
        registry.start();
    }

    /** Broker and registry as this JVM reaches them. */
    Connection connection() {
        return Connection.to(
                kafka.getBootstrapServers(),
                "http://" + registry.getHost() + ":" + registry.getMappedPort(REGISTRY_PORT) + "/apis/ccompat/v7");
    }

    /** A service of the app's image, not started yet. */
    GenericContainer<?> service(String name) {
        JsonNode service = SERVICES.get(name);
        GenericContainer<?> container = new GenericContainer<>(image(name))
                .withImagePullPolicy(any -> false)
                .withNetwork(network)
                .withNetworkAliases(name)
                .withCommand(texts(service.get("command")).toArray(String[]::new))
                .withCreateContainerCmdModifier(create -> create.getHostConfig()
                        .withReadonlyRootfs(service.get("read_only").asBoolean())
                        .withCapDrop(
                                Capability.valueOf(service.at("/cap_drop/0").asText()))
                        .withSecurityOpts(texts(service.get("security_opt"))));
        service.path("environment")
                .properties()
                .forEach(
                        each -> container.withEnv(each.getKey(), each.getValue().asText()));
        for (String tmpfs : texts(service.get("tmpfs"))) {
            String[] parts = tmpfs.split(":", 2);
            container.withTmpFs(Map.of(parts[0], parts[1]));
        }
        for (String volume : texts(service.get("volumes"))) {
            String[] parts = volume.split(":");
            if (parts[0].startsWith("./")) {
                container.withFileSystemBind(
                        MonitoringFiles.home().resolve(parts[0]).normalize().toString(), parts[1], BindMode.READ_ONLY);
            } else {
                container.withCreateContainerCmdModifier(create -> create.withVolumes(new Volume(parts[1])));
            }
        }
        if (!service.at("/healthcheck/disable").asBoolean()) {
            container.waitingFor(Wait.forHealthcheck().withStartupTimeout(STARTING));
        }
        return container;
    }

    @Override
    public void close() {
        registry.close();
        kafka.close();
        network.close();
    }

    private static String image(String service) {
        return SERVICES.get(service).get("image").asText();
    }

    private static List<String> texts(JsonNode array) {
        return MonitoringFiles.children(array).map(JsonNode::asText).toList();
    }
}
