package dev.consilium.trainer.torch;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.consilium.trainer.architecture.Architecture;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/** The committed templates, loaded as training does it. */
final class Templates {
    private Templates() {}

    static Path file(Path folder) throws Exception {
        return file(folder, Architecture.SIMPLE_CNN);
    }

    static Path file(Path folder, Architecture architecture) throws Exception {
        Path file = folder.resolve("template-" + System.nanoTime() + ".pt");
        architecture.writeTemplate(file);
        return file;
    }

    /** Initialised with three outputs by seed 1, in training mode. */
    static Model loadForTraining(Path folder) throws Exception {
        Path trained = folder.resolve("initialised.pt");
        try (TrainableModule module = TrainableModule.load(file(folder), Optimizer.Adam.USUAL, Device.cpu())) {
            module.initialise(3, 0, 1);
            module.write(trained);
        }
        return load(trained);
    }

    static Model load(Path file) throws Exception {
        Model model = Model.newInstance("test", "PyTorch");
        Autograd.prepareThread();
        model.load(file, null, Map.of("trainParam", "true"));
        Autograd.trainingMode(model);
        return model;
    }

    /** What the module answers in the mode that it is in. */
    static float[] answer(Model model, Function<NDManager, NDArray> input) {
        try (NDManager manager = model.getNDManager().newSubManager()) {
            return Autograd.call(model, new NDList(input.apply(manager))).toFloatArray();
        }
    }
}
