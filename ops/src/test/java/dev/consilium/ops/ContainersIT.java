package dev.consilium.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.consilium.schemas.connect.Connection;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;

/** The same scene against the images that {@code docker-compose.yml} names; runs where a Docker engine answers. */
class ContainersIT {

    private static final int REGISTRY_PORT = 8080;

    @TempDir
    Path cache;

    @BeforeEach
    void requireEngine() {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "No Docker engine answers: the container variant is skipped");
    }

    @Test
    void shouldAnswerEveryImageOnContainers() throws Exception {
        try (KafkaContainer kafka = new KafkaContainer("apache/kafka:4.3.1");
                GenericContainer<?> registry = new GenericContainer<>("apicurio/apicurio-registry:3.0.9")
                        .withExposedPorts(REGISTRY_PORT)
                        .waitingFor(Wait.forHttp("/apis/ccompat/v7/subjects")
                                .forPort(REGISTRY_PORT)
                                .withStartupTimeout(Duration.ofMinutes(2)))) {
            kafka.start();
            registry.start();
            Connection connection = Connection.to(
                    kafka.getBootstrapServers(),
                    "http://" + registry.getHost() + ":" + registry.getMappedPort(REGISTRY_PORT) + "/apis/ccompat/v7");

            assertThat(new SeedScene(connection, "containers", cache).play()).hasSize(1000);
        }
    }
}
