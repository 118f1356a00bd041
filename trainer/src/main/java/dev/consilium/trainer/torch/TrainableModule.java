package dev.consilium.trainer.torch;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.consilium.specialist.torch.TorchRuntime;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A TorchScript module in training: forward, backward and an optimizer's step over its parameters. The module's exported methods are listed in
 * {@code make_templates.py}.
 *
 * <p>Owned by one thread from {@link #load} to {@link #close}; several threads may each train a module of their own.
 */
public final class TrainableModule implements AutoCloseable {
    /** The process-wide generator of libtorch is seeded and drawn from under this lock. */
    private static final Object GENERATOR = new Object();

    private final Device device;
    private final Model model;
    private final NDManager manager;
    private final Optimizer optimizer;
    private final Update update;

    private TrainableModule(Device device, Model model, Optimizer optimizer) {
        this.device = device;
        this.model = model;
        this.optimizer = optimizer;
        manager = model.getNDManager();
        List<NDArray> parameters = model.getBlock().getParameters().stream()
                .map(parameter -> parameter.getValue().getArray())
                .toList();
        update = Update.of(optimizer, parameters, manager);
    }

    /**
     * Loads a template, or a module that was trained from one, in training mode.
     *
     * @param device where all of its training takes place
     * @throws IOException when the file is not a TorchScript module
     */
    public static TrainableModule load(Path file, Optimizer optimizer, Device device) throws IOException {
        Model model = open(file, device);
        Autograd.trainingMode(model);
        return new TrainableModule(device, model, optimizer);
    }

    private static Model open(Path file, Device device) throws IOException {
        TorchRuntime.prepare();
        Model model = Model.newInstance(file.getFileName().toString(), device, "PyTorch");
        Autograd.prepareThread();
        try {
            model.load(file, null, Map.of("trainParam", "true", "mapLocation", "true"));
            return model;
        } catch (MalformedModelException | RuntimeException e) {
            model.close();
            throw new IOException(file + " is not a TorchScript module: " + e.getMessage(), e);
        }
    }

    /**
     * Makes the head anew and gives all parameters PyTorch's default initialisation.
     *
     * @param outputs columns of the head
     * @param others how many of them, the last ones, mean other classes
     * @throws IllegalStateException on a GPU: a template makes the tensors of its head on the CPU
     */
    public void initialise(int outputs, int others, long seed) {
        if (device.isGpu()) {
            throw new IllegalStateException("A module is initialised on the CPU, before it goes to " + device);
        }
        call("set_head", scalars -> List.of(scalars.create(new long[] {outputs}), scalars.create(new long[] {others})));
        synchronized (GENERATOR) {
            call("initialise", scalars -> List.of(scalars.create(new long[] {seed})));
        }
    }

    /** This module on a device, before the first step. If it is another device, this one is closed and another module takes its place. */
    public TrainableModule to(Device other) throws IOException {
        if (other.equals(device)) {
            return this;
        }
        Path file = Files.createTempFile("consilium-moved", ".pt");
        try (this) {
            write(file);
            return load(file, optimizer, other);
        } finally {
            Files.delete(file);
        }
    }

    /** What eval mode adds to the logits of the other classes. */
    public void setPrior(double prior) {
        call("set_prior", scalars -> List.of(scalars.create(new float[] {(float) prior})));
    }

    /**
     * One step: cross-entropy of the batch against its targets, backward, the optimizer's step.
     *
     * @param learningRate for this step
     * @return what the batch came to before it
     */
    public Step step(TrainingBatch batch, double learningRate) {
        try (NDManager step = manager.newSubManager()) {
            NDArray logits = Autograd.call(model, new NDList(batch.images(step)));
            NDArray agreement = logits.logSoftmax(1).mul(batch.targets(step)).sum();
            Autograd.backward(agreement, step.create(-1f / batch.size()));
            update.update(learningRate);
            return new Step(-agreement.getFloat() / batch.size(), logits.toFloatArray());
        }
    }

    /**
     * A step's batch before the step, in training mode.
     *
     * @param loss mean over the images
     * @param logits of each image, row by row
     */
    @SuppressWarnings("ArrayRecordComponent") // Read once: a copy at each step would be for nothing.
    public record Step(float loss, float[] logits) {}

    /**
     * What the module would say if it served as it is.
     *
     * @return for each image of the batch the softmax of eval mode, row by row
     */
    public float[] probabilities(TrainingBatch batch) {
        Autograd.evalMode(model);
        try (NDManager step = manager.newSubManager()) {
            return Autograd.callUnrecorded(model, new NDList(batch.images(step)))
                    .softmax(1)
                    .toFloatArray();
        } finally {
            Autograd.trainingMode(model);
        }
    }

    /** Writes the module in eval mode: what a package holds. Training may go on after. */
    public void write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            write(out);
        }
    }

    /** Writes the module in eval mode: what a package holds, for any device. Training may go on after. */
    public void write(OutputStream out) throws IOException {
        Autograd.evalMode(model);
        try {
            if (device.isGpu()) {
                writeByCpu(out);
            } else {
                write(model, out);
            }
        } finally {
            Autograd.trainingMode(model);
        }
    }

    /** What is written from a GPU names it, and could be loaded only where there is one. */
    void writeByCpu(OutputStream out) throws IOException {
        Path file = Files.createTempFile("consilium-written", ".pt");
        try {
            try (OutputStream whereItIs = Files.newOutputStream(file)) {
                write(model, whereItIs);
            }
            try (Model copy = open(file, Device.cpu())) {
                Autograd.evalMode(copy);
                write(copy, out);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void write(Model model, OutputStream out) throws IOException {
        OutputStream buffered = new BufferedOutputStream(out);
        Autograd.write(model, buffered);
        buffered.flush();
    }

    /** Writes what the optimizer remembers: with the module itself, all that training goes on from to the bit. */
    public void writeOptimizer(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out));
        update.write(data);
        data.flush();
    }

    /**
     * Before the first step: takes up what {@link #writeOptimizer} wrote.
     *
     * @throws IOException when that was another optimizer, or of another module
     */
    public void readOptimizer(InputStream in) throws IOException {
        update.read(new DataInputStream(new BufferedInputStream(in)));
    }

    @Override
    public void close() {
        model.close();
    }

    private interface Arguments {
        List<NDArray> in(NDManager manager);
    }

    private void call(String method, Arguments arguments) {
        try (NDManager call = manager.newSubManager()) {
            NDList list = new NDList(arguments.in(call));
            NDArray name = call.create(0);
            name.setName("module_method:" + method);
            list.add(name);
            Autograd.call(model, list);
        }
    }
}
