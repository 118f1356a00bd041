package dev.consilium.ops.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consilium.specialist.trust.SigningKey;
import dev.consilium.specialist.trust.TrustedKeys;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KeysCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine keys = new CommandLine(new KeysCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler((failure, command, parsed) -> {
                err.append(failure.getMessage());
                return 1;
            });

    @Test
    void shouldGenerateListAndTrust() throws Exception {
        // When
        int generated = keys.execute("generate", "--out", folder.resolve("k").toString(), "--name", "team");
        Path publicKey = folder.resolve("k/team.pub.pem");
        int trusted = keys.execute(
                "trust", publicKey.toString(), "--in", folder.resolve("trusted").toString());
        int listed = keys.execute("list", folder.resolve("trusted").toString());

        // Then
        String id = SigningKey.read(folder.resolve("k/team.key.pem")).keyId();
        assertThat(new int[] {generated, trusted, listed}).containsOnly(0);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("k/team.key.pem"))))
                .isEqualTo("rw-------");
        assertThat(TrustedKeys.read(folder.resolve("trusted")).keys()).containsOnlyKeys(id);
        assertThat(out.toString())
                .contains("key id       " + id)
                .contains(id + " is trusted by apps with trusted.keys=")
                .contains(id + "  " + folder.resolve("trusted").resolve(id + ".pub.pem"));
    }

    @Test
    void shouldTellProgramsWhichKeysThereAre() throws Exception {
        // Given
        Path json = folder.resolve("keys.json");
        keys.execute("generate", "--out", folder.toString(), "--json", json.toString());
        String id = new ObjectMapper().readTree(json.toFile()).get("keyId").asText();

        // When
        int listed = keys.execute("list", folder.toString(), "--json", json.toString());

        // Then
        assertThat(listed).isZero();
        JsonNode list = new ObjectMapper().readTree(json.toFile());
        assertThat(list.at("/keys/0/keyId").asText()).isEqualTo(id);
        assertThat(list.at("/keys/0/file").asText()).endsWith("signing.pub.pem");
    }

    @Test
    void shouldNotOverwriteAKey() throws Exception {
        // Given
        keys.execute("generate", "--out", folder.toString());
        String before = Files.readString(folder.resolve("signing.key.pem"));

        // When
        int status = keys.execute("generate", "--out", folder.toString());

        // Then
        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).contains("never overwritten", "--name");
        assertThat(folder.resolve("signing.key.pem")).hasContent(before);
    }

    @Test
    void shouldNotTrustAPrivateKey() {
        // Given
        keys.execute("generate", "--out", folder.toString());

        // When
        int status = keys.execute(
                "trust",
                folder.resolve("signing.key.pem").toString(),
                "--in",
                folder.resolve("t").toString());

        // Then
        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).contains("give the public key");
        assertThat(folder.resolve("t")).doesNotExist();
    }

    @Test
    void shouldRefuseANameThatIsAPath() {
        int status = keys.execute("generate", "--out", folder.toString(), "--name", "../away");

        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("--name ../away");
    }
}
