package dev.consilium.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import dev.consilium.specialist.trust.KeyPairFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateServingIT {
    @TempDir
    Path folder;

    private final Commands commands = new Commands();
    private Path data;
    private Path packages;

    @BeforeEach
    void write() throws IOException {
        packages = folder.resolve("packages");
        TinySpecialists.pack(packages.resolve("a"), TinyModule.LOW, "low", "v1", 0);
        TinySpecialists.pack(packages.resolve("b"), TinyModule.HIGH, "high", "v1", 5);
        data = folder.resolve("data");
        Random random = new Random(1);
        for (int label = 0; label < 10; label++) {
            Path classFolder = Files.createDirectories(data.resolve("class-" + label));
            for (int i = 0; i < 4; i++) {
                BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
                for (int pixel = 0; pixel < 64; pixel++) {
                    image.setRGB(pixel % 8, pixel / 8, random.nextInt());
                }
                ImageIO.write(image, "png", classFolder.resolve(i + ".png").toFile());
            }
        }
    }

    @Test
    void shouldJudgeTheRosterAsItsPackages() throws IOException {
        // Given: a version of one of them that no longer serves
        assertThat(commands.run("publish", packages.toString())).isZero();
        assertThat(commands.run("publish", packages.resolve("a").toString(), "--version", "auto"))
                .isZero();
        assertThat(commands.run("roster", "pin", "low=v1"))
                .as(commands.failure())
                .isZero();

        // When
        JsonNode fromTopics = evaluated();
        JsonNode fromFolder = evaluated("--packages", packages.toString());

        // Then
        for (String key : new String[] {"images", "routed", "inSubset", "rightSpecialist", "shares", "confusion"}) {
            assertThat(fromTopics.get(key)).as(key).isNotNull().isEqualTo(fromFolder.get(key));
        }
        assertThat(fromTopics.get("images").asInt()).isEqualTo(40);
        assertThat(fromTopics.get("specialists").get(0).get("version").asText()).isEqualTo("v1");
    }

    @Test
    void shouldCompareWhatServesWithPackages() throws IOException {
        assertThat(commands.run("publish", packages.toString())).isZero();

        JsonNode compared = evaluated("--against", packages.toString());

        assertThat(commands.output()).contains("the roster that serves against " + packages);
        assertThat(compared.get("comparison").get("routed").get("difference").asDouble())
                .isZero();
        assertThat(compared.get("comparison").get("mcNemar").get("pValue").asDouble())
                .isEqualTo(1);
    }

    @Test
    void shouldLoadOnlyWhatIsTrustedIfToldSo() throws Exception {
        // Given
        KeyPairFiles.in(folder.resolve("keys"), "mine").generate();
        assertThat(commands.run("publish", packages.toString())).isZero();

        // When
        int code = commands.run(
                "evaluate",
                "--data",
                data.toString(),
                "--trusted-keys",
                folder.resolve("keys").toString());

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(commands.failure()).contains("low@v1: the manifest is not signed");
    }

    @Test
    void shouldSayThatNobodyServes() {
        commands.createTopics();

        assertThat(commands.run("evaluate", "--data", data.toString())).isEqualTo(1);
        assertThat(commands.failure()).contains("No specialist serves", "name --packages");
    }

    private JsonNode evaluated(String... options) throws IOException {
        Path json = folder.resolve("figures.json");
        String[] all = new String[options.length + 5];
        all[0] = "evaluate";
        all[1] = "--data";
        all[2] = data.toString();
        all[3] = "--json";
        all[4] = json.toString();
        System.arraycopy(options, 0, all, 5, options.length);
        assertThat(commands.run(all)).as(commands.failure()).isZero();
        return new ObjectMapper().readTree(json.toFile());
    }
}
