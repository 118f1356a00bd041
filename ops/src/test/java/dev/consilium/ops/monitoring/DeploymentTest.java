package dev.consilium.ops.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.consilium.schemas.Topics;
import dev.consilium.streams.config.ConfigSources;
import dev.consilium.streams.config.ConsiliumConfig;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code docker-compose.yml} and {@code ops/kubernetes} say fits the app, the image and each other. */
class DeploymentTest {

    @Nested
    class Kubernetes {

        private final Path folder = MonitoringFiles.home().resolve("ops/kubernetes");
        private final JsonNode kustomization = MonitoringFiles.yaml(folder.resolve("kustomization.yaml"));
        private final JsonNode set = MonitoringFiles.yaml(folder.resolve("statefulset.yaml"));
        private final JsonNode pod = set.at("/spec/template/spec");
        private final JsonNode app = pod.at("/containers/0");

        @Test
        void shouldNameFilesThatExist() {
            assertThat(texts(kustomization.get("resources")))
                    .allSatisfy(file -> assertThat(folder.resolve(file)).exists());
            assertThat(texts(kustomization.at("/configMapGenerator/0/files")))
                    .allSatisfy(file -> assertThat(folder.resolve(file)).exists());
        }

        @Test
        void shouldSetWhatTheAppKnows() {
            ConsiliumConfig config = new ConsiliumConfig(ConfigSources.merge(
                    Optional.of(folder.resolve("app.properties")), environment("app-0"), List.of()));

            assertThat(config.instanceName()).isEqualTo("app-0");
            assertThat(config.staticMember()).hasValue("app-0");
            assertThat(config.http().orElseThrow().port())
                    .isEqualTo(app.at("/ports/0/containerPort").asInt());
            assertThat(config.http().orElseThrow().host()).isEqualTo("0.0.0.0");
            assertThat(texts(app.get("args")))
                    .containsSubsequence("serve", "--config", "/etc/consilium/app.properties");
        }

        @Test
        void shouldTakeTheStaticMembersIdFromThePod() {
            assertThat(app.at("/env/0/valueFrom/fieldRef/fieldPath").asText()).isEqualTo("metadata.name");
            assertThat(pod.get("enableServiceLinks").asBoolean())
                    .as("CONSILIUM_PORT of a service would be read as a setting")
                    .isFalse();
        }

        @Test
        void shouldMountWhatItHas() {
            List<String> volumes = MonitoringFiles.children(pod.get("volumes"))
                    .map(volume -> volume.get("name").asText())
                    .toList();
            String claim = set.at("/spec/volumeClaimTemplates/0/metadata/name").asText();

            assertThat(MonitoringFiles.children(app.get("volumeMounts"))
                            .map(mount -> mount.get("name").asText()))
                    .allMatch(name -> volumes.contains(name) || name.equals(claim));
            assertThat(pod.at("/volumes/0/configMap/name")).isEqualTo(kustomization.at("/configMapGenerator/0/name"));
            assertThat(app.get("image")).isEqualTo(kustomization.at("/images/0/name"));
        }

        @Test
        void shouldRunAsTheImagesUserWithoutRights() throws IOException {
            assertThat(dockerfile())
                    .contains("USER " + pod.at("/securityContext/runAsUser").asText());
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(app.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
            assertThat(app.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(pod.get("terminationGracePeriodSeconds").asInt())
                    .as("the app takes up to 30 s to commit and stop")
                    .isGreaterThan(30);
        }

        @Test
        void shouldScaleThisSetByTheLagOfItsGroup() throws IOException {
            JsonNode scaled = MonitoringFiles.yaml(folder.resolve("autoscaling/scaled-object.yaml"))
                    .get("spec");
            JsonNode trigger = scaled.at("/triggers/0/metadata");
            Properties settings = new Properties();
            settings.load(new StringReader(Files.readString(folder.resolve("app.properties"))));

            assertThat(scaled.get("scaleTargetRef").get("kind")).isEqualTo(set.get("kind"));
            assertThat(scaled.get("scaleTargetRef").get("name")).isEqualTo(set.at("/metadata/name"));
            assertThat(scaled.get("minReplicaCount")).isEqualTo(set.at("/spec/replicas"));
            assertThat(trigger.get("bootstrapServers").asText()).isEqualTo(settings.getProperty("bootstrap.servers"));
            assertThat(trigger.get("consumerGroup").asText()).isEqualTo(settings.getProperty("application.id"));
            assertThat(trigger.get("topic").asText())
                    .isEqualTo(Topics.defaults().images());
        }

        @Test
        void shouldLetThroughWhatTheAppNeeds() {
            JsonNode policy = MonitoringFiles.yaml(folder.resolve("network-policy/network-policy.yaml"));
            JsonNode labels = kustomization.at("/labels/0/pairs");

            assertThat(policy.at("/spec/podSelector/matchLabels")).isEqualTo(labels);
            assertThat(policy.at("/spec/ingress/0/ports/0/port")).isEqualTo(app.at("/ports/0/name"));
            assertThat(MonitoringFiles.children(policy.at("/spec/egress/1/ports"))
                            .map(port -> port.get("port").asText()))
                    .containsExactly("9092", "8081");
        }

        @ParameterizedTest
        @ValueSource(strings = {"autoscaling", "network-policy", "gpu"})
        void shouldHaveComponentsThatChangeThisSet(String name) {
            Path component = folder.resolve(name);
            JsonNode content = MonitoringFiles.yaml(component.resolve("kustomization.yaml"));

            assertThat(content.get("kind").asText()).isEqualTo("Component");
            assertThat(texts(content.path("resources")))
                    .allSatisfy(file -> assertThat(component.resolve(file)).exists());
            assertThat(MonitoringFiles.children(content.path("patches"))).allSatisfy(patch -> {
                assertThat(patch.at("/target/kind")).isEqualTo(set.get("kind"));
                assertThat(patch.at("/target/name")).isEqualTo(set.at("/metadata/name"));
            });
        }

        @Test
        void shouldHaveAServiceAndABudgetForThisSet() {
            JsonNode service = MonitoringFiles.yaml(folder.resolve("service.yaml"));
            JsonNode budget = MonitoringFiles.yaml(folder.resolve("disruption-budget.yaml"));
            JsonNode labels = kustomization.at("/labels/0/pairs");

            assertThat(set.at("/spec/serviceName")).isEqualTo(service.at("/metadata/name"));
            assertThat(service.at("/spec/clusterIP").asText()).isEqualTo("None");
            assertThat(budget.at("/spec/selector/matchLabels")).isEqualTo(labels);
            assertThat(budget.at("/spec/maxUnavailable").asInt()).isEqualTo(1);
        }
    }

    @Nested
    class Compose {

        private final JsonNode services = MonitoringFiles.yaml(
                        MonitoringFiles.home().resolve("docker-compose.yml"))
                .get("services");

        @Test
        void shouldSetWhatTheAppKnows() {
            assertThat(List.of("app-1", "app-2")).allSatisfy(name -> {
                Map<String, String> environment = new TreeMap<>();
                services.get(name)
                        .get("environment")
                        .fields()
                        .forEachRemaining(entry ->
                                environment.put(entry.getKey(), entry.getValue().asText()));

                ConsiliumConfig config =
                        new ConsiliumConfig(ConfigSources.merge(Optional.empty(), environment, List.of()));

                assertThat(config.instanceName()).isEqualTo(name);
            });
        }

        @Test
        void shouldScrapeEveryInstance() {
            JsonNode targets = MonitoringFiles.yaml(MonitoringFiles.PROMETHEUS.resolve("prometheus.yml"))
                    .at("/scrape_configs/0/static_configs/0/targets");

            assertThat(texts(targets))
                    .containsExactly("app-1:8080", "app-2:8080")
                    .allSatisfy(target ->
                            assertThat(services.has(target.split(":")[0])).isTrue());
        }

        @Test
        void shouldLetNoContainerOfOursWriteItsRoot() {
            assertThat(MonitoringFiles.children(services))
                    .filteredOn(service -> service.has("build"))
                    .hasSize(4)
                    .allSatisfy(service -> {
                        assertThat(service.get("read_only").asBoolean()).isTrue();
                        assertThat(texts(service.get("cap_drop"))).containsExactly("ALL");
                        assertThat(service.at("/build/dockerfile").asText()).isEqualTo("ops/docker/Dockerfile");
                    });
        }

        @Test
        void shouldStartAgainWhatRunsForEverAndTryAgainWhatRunsOnce() {
            Set<String> once = Set.of("registry-settings", "trainer");

            services.fields()
                    .forEachRemaining(service -> assertThat(
                                    service.getValue().path("restart").asText())
                            .as(service.getKey())
                            .isEqualTo(once.contains(service.getKey()) ? "on-failure" : "unless-stopped"));
        }

        @Test
        void shouldMountFoldersThatExist() {
            assertThat(MonitoringFiles.children(services)
                            .flatMap(service -> texts(service.path("volumes")).stream())
                            .filter(volume -> volume.startsWith("./"))
                            .map(volume -> volume.split(":")[0]))
                    .isNotEmpty()
                    .allSatisfy(folder ->
                            assertThat(MonitoringFiles.home().resolve(folder)).exists());
        }
    }

    private Map<String, String> environment(String podName) {
        return Map.of("CONSILIUM_INSTANCE_ID", podName);
    }

    private static String dockerfile() throws IOException {
        return Files.readString(MonitoringFiles.home().resolve("ops/docker/Dockerfile"));
    }

    private static List<String> texts(JsonNode array) {
        return MonitoringFiles.children(array).map(JsonNode::asText).toList();
    }
}
