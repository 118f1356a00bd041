package dev.consilium.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consilium.streams.fixture.NodePackages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chromium, driven by {@code browse.js} through Playwright.
 *
 * @param executable of the browser
 * @param playwright its packages
 */
record Browser(Path executable, NodePackages playwright) {

    private static final Logger LOG = LoggerFactory.getLogger(Browser.class);
    private static final Path MODULE = Path.of(System.getProperty("consilium.home"), "streams-app");
    private static final Path SCRIPTS = MODULE.resolve("src/test/javascript");
    private static final Path RESULTS = MODULE.resolve("target/page-test");
    private static final List<Path> EXECUTABLES = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));

    static Browser install() throws Exception {
        Optional<Path> found = EXECUTABLES.stream().filter(Files::isExecutable).findFirst();
        NodePackages playwright = found.isPresent()
                ? NodePackages.install(SCRIPTS.resolve("package.json"), RESULTS)
                : new NodePackages(RESULTS, "no Chromium in /usr/bin");
        if (!playwright.missing().isEmpty()) {
            LOG.warn("The page is not tested in a browser: {}", playwright.missing());
        }
        return new Browser(found.orElse(Path.of("")), playwright);
    }

    /** What is not there; empty: nothing is missing. */
    String missing() {
        return playwright.missing();
    }

    /** Opens the page, enters the token, drops the image on it, and goes on step by step; screenshots lie in the module's target/page-test. */
    Visit visit(String url, Path image, String token) throws IOException {
        Path complaints = RESULTS.resolve("browse.log");
        Process process = playwright
                .node(
                        SCRIPTS.resolve("browse.js"),
                        "test",
                        executable.toString(),
                        url,
                        RESULTS.toString(),
                        image.toString(),
                        token)
                .redirectError(complaints.toFile())
                .start();
        return new Visit(process, process.inputReader(StandardCharsets.UTF_8), complaints);
    }

    /** One visit to the page; the script bounds how long each step may take. */
    record Visit(Process process, BufferedReader steps, Path complaints) implements AutoCloseable {

        private static final ObjectMapper JSON = new ObjectMapper();

        /** The facts of the next step, which must be this one. */
        JsonNode next(String step) throws IOException {
            String line = steps.readLine();
            assertThat(line).as(() -> "step '" + step + "': " + complaint()).isNotNull();
            JsonNode facts = JSON.readTree(line);
            assertThat(facts.get("step").asText()).as(line).isEqualTo(step);
            return facts;
        }

        private String complaint() {
            try {
                return Files.readString(complaints);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            Stream<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()));
            all.toList().forEach(ProcessHandle::destroyForcibly);
        }
    }
}
