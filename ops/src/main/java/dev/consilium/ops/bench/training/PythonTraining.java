package dev.consilium.ops.bench.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consilium.trainer.data.DecodedImages;
import dev.consilium.trainer.plan.Plan;
import dev.consilium.trainer.plan.PlannedSpecialist;
import dev.consilium.trainer.recipe.Recipe;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains in Python, one process a specialist, all at once.
 *
 * @param python the interpreter; it has PyTorch and NumPy
 * @param script {@code bench_training.py}
 * @param folder for what the processes read and say
 */
record PythonTraining(String python, Path script, Path folder) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Writes the images as the script reads them. */
    void write(DecodedImages images) throws IOException {
        try (var pixels = new BufferedOutputStream(Files.newOutputStream(pixels()));
                var labels = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(labels())))) {
            for (int i = 0; i < images.size(); i++) {
                pixels.write(images.pixels(i).rgb());
                // NumPy reads the order of the processor, which is this one wherever PyTorch has builds for.
                labels.writeInt(Integer.reverseBytes(images.label(i)));
            }
        }
    }

    /**
     * Trains.
     *
     * @throws IOException when Python cannot be run, or fails; with what it said
     */
    TrainingSpan run(Plan plan, Recipe recipe) throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        try {
            for (PlannedSpecialist specialist : plan.specialists()) {
                processes.add(start(specialist, recipe));
            }
            double began = Double.MAX_VALUE;
            double ended = 0;
            long images = 0;
            List<Double> losses = new ArrayList<>();
            for (Process process : processes) {
                JsonNode said = JSON.readTree(answer(process));
                began = Math.min(began, said.path("began").asDouble());
                ended = Math.max(ended, said.path("ended").asDouble());
                images += said.path("images").asLong();
                losses.add(said.path("loss").asDouble());
            }
            return new TrainingSpan(ended - began, images, losses);
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    private Process start(PlannedSpecialist specialist, Recipe recipe) throws IOException {
        Path specification = folder.resolve(specialist.name() + ".json");
        JSON.writeValue(specification.toFile(), specification(specialist, recipe));
        ProcessBuilder builder = new ProcessBuilder(python, script.toString(), specification.toString());
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.redirectError(folder.resolve(specialist.name() + ".err").toFile());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException(
                    python + " cannot be run: --python names an interpreter that has PyTorch and NumPy", e);
        }
    }

    private Map<String, Object> specification(PlannedSpecialist specialist, Recipe recipe) {
        Map<String, String> described = recipe.described();
        Map<String, Object> specification = new LinkedHashMap<>();
        specification.put("pixels", pixels().toString());
        specification.put("labels", labels().toString());
        specification.put("side", recipe.input().height());
        specification.put("classes", specialist.classes());
        specification.put("architecture", recipe.architecture().text());
        specification.put("epochs", recipe.epochs());
        specification.put("batchSize", recipe.batchSize());
        specification.put("ownPerBatch", recipe.outliers().ownPerBatch(recipe.batchSize()));
        specification.put("learningRate", recipe.learningRate().peak());
        specification.put("warmup", recipe.learningRate().warmup());
        specification.put("optimizer", recipe.optimizer().text());
        specification.put("weightDecay", Double.parseDouble(described.getOrDefault("weightDecay", "0")));
        specification.put("flip", recipe.augmentation().flip());
        specification.put("crop", recipe.augmentation().crop());
        specification.put("seed", recipe.seed());
        return specification;
    }

    private String answer(Process process) throws IOException, InterruptedException {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(python + " " + script.getFileName() + " failed (is PyTorch installed for it? Debian's"
                    + " package is python3-torch, for /usr/bin/python3): " + complaints());
        }
        return said;
    }

    private String complaints() throws IOException {
        StringBuilder complaints = new StringBuilder();
        try (var files = Files.newDirectoryStream(folder, "*.err")) {
            for (Path file : files) {
                complaints.append(Files.readString(file).strip());
            }
        }
        return complaints.toString();
    }

    private Path pixels() {
        return folder.resolve("pixels.rgb8");
    }

    private Path labels() {
        return folder.resolve("labels.int32");
    }
}
