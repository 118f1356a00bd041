package dev.consilium.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.consilium.schemas.artifact.Sha256;
import dev.consilium.trainer.DataCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** On a real HTTP server with a small archive of the same form. */
class CifarDownloadTest {
    private static final int RECORD = 3073;

    @TempDir
    Path folder;

    private HttpServer server;
    private CifarDownload download;

    @BeforeEach
    void serve() throws IOException {
        byte[] archive = archive();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/cifar.tar.gz", exchange -> {
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive);
            exchange.close();
        });
        server.start();
        URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/cifar.tar.gz");
        String sum = Sha256.of(Files.write(folder.resolve("original"), archive));
        download = new CifarDownload(uri, sum, archive.length);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldFetchAndUnpack() throws IOException {
        // When
        DataSet data = download.into(folder.resolve("cifar"), bytes -> {});

        // Then
        assertThat(data.classNames()).startsWith("airplane", "automobile").hasSize(10);
        assertThat(data.training().size()).isEqualTo(5);
        assertThat(data.judged().label(0)).isEqualTo(6);
        assertThat(CifarDownload.isIn(folder.resolve("cifar"))).isTrue();
        assertThat(folder.resolve("cifar")).isDirectoryNotContaining("glob:**{.part,.gz,readme.html}");
        assertThat(folder.resolve("escaped.bin")).doesNotExist();
    }

    @Test
    void shouldNotUnpackWhatHasAnotherSum() {
        CifarDownload other = new CifarDownload(download.uri(), "0".repeat(64), download.sizeBytes());

        assertThatThrownBy(() -> other.into(folder.resolve("cifar"), bytes -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not the archive of CIFAR-10's binary version")
                .hasMessageContaining(download.sha256());
        assertThat(folder.resolve("cifar")).isEmptyDirectory();
    }

    @Test
    void shouldSayWhatIsMissingAndRefuseOtherBytes() {
        // Given
        StringWriter errors = new StringWriter();
        CommandLine command = new CommandLine(new DataCommand())
                .setErr(new PrintWriter(errors, true))
                .setOut(new PrintWriter(new StringWriter(), true))
                .setExecutionExceptionHandler((thrown, parsed, result) -> {
                    parsed.getErr().println(thrown.getMessage());
                    return 1;
                });
        String out = folder.resolve("cifar").toString();

        // When
        int without = command.execute("cifar10", "--out", out);
        int with =
                command.execute("cifar10", "--download", "--url", download.uri().toString(), "--out", out);

        // Then
        assertThat(without).isEqualTo(2);
        assertThat(with).isEqualTo(1);
        assertThat(errors.toString())
                .contains(
                        "--download fetches it (170 MB)",
                        "not the archive of CIFAR-10's binary version (170052171 bytes");
    }

    private static byte[] archive() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (int batch = 1; batch <= 5; batch++) {
            files.put("cifar-10-batches-bin/data_batch_" + batch + ".bin", record(batch));
        }
        files.put("cifar-10-batches-bin/test_batch.bin", record(6));
        files.put(
                "cifar-10-batches-bin/batches.meta.txt",
                "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n"
                        .getBytes(StandardCharsets.UTF_8));
        files.put("cifar-10-batches-bin/readme.html", new byte[] {1});
        files.put("../escaped.bin", new byte[] {1});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] record(int label) {
        byte[] record = new byte[RECORD];
        record[0] = (byte) label;
        return record;
    }
}
