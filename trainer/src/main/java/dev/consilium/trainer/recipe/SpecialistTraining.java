package dev.consilium.trainer.recipe;

import ai.djl.Device;
import dev.consilium.trainer.data.DecodedBatches;
import dev.consilium.trainer.data.DecodedImages;
import dev.consilium.trainer.data.Prefetch;
import dev.consilium.trainer.plan.PlannedSpecialist;
import dev.consilium.trainer.recipe.Epoch.HeldOut;
import dev.consilium.trainer.recipe.TrainingListener.Progress;
import dev.consilium.trainer.torch.TrainableModule;
import dev.consilium.trainer.torch.TrainingBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/** The training of one specialist. Used once, by one thread; interrupting that thread ends it after the batch at hand. */
public final class SpecialistTraining {
    private final PlannedSpecialist specialist;
    private final Recipe recipe;
    private final Prefetch images;
    private final Device device;
    private final TrainingListener listener;
    private final Optional<Checkpoints> checkpoints;
    private final InstantSource clock;
    private final TrainingBatch batch;
    private final Batches batches;
    private final OtherClasses otherClasses;
    private final Answers answers;
    private final Augmenter augmenter;
    private final Optional<Examination> examination;
    private final double ownShare;
    private final long perEpoch;
    private final long total;

    private final List<Epoch> epochs = new ArrayList<>();
    private int kept;
    private long trained;

    /**
     * Prepares.
     *
     * @param images of all classes; their shape is the recipe's
     * @param before the outputs for other classes of the version that it goes on from; empty: those that there are images of, if it is to
     *     refuse any
     * @param device where the module is
     * @param checkpoints where to write one after each epoch
     * @param clock measures the epochs
     * @throws IllegalArgumentException when a class has no image, or there is none of other classes to learn from
     */
    public SpecialistTraining(
            PlannedSpecialist specialist,
            Recipe recipe,
            Prefetch images,
            Optional<OtherClasses> before,
            Device device,
            TrainingListener listener,
            Optional<Checkpoints> checkpoints,
            InstantSource clock) {
        this.specialist = specialist;
        this.recipe = recipe;
        this.images = images;
        this.device = device;
        this.listener = listener;
        this.checkpoints = checkpoints;
        this.clock = clock;
        DecodedImages decoded = images.images();
        Parts parts = Parts.of(specialist, recipe, decoded);
        otherClasses = recipe.outliers() == Outliers.REJECT
                ? before.orElseGet(
                        () -> OtherClasses.in(IntStream.of(parts.others).map(decoded::label)))
                : OtherClasses.NONE;
        batch = new TrainingBatch(decoded.shape(), recipe.batchSize(), outputs());
        // Not the seed alone: two specialists would draw the same order.
        long seed = recipe.seed() * 31 + specialist.classes().hashCode();
        batches = recipe.outliers().seesOthers()
                ? Batches.ofOwnAndOthers(parts.own, parts.others, ownPerBatch(), recipe.batchSize(), seed)
                : Batches.ofOwn(parts.own, recipe.batchSize(), seed);
        double[] weights = recipe.classWeights().of(parts.ownCounts(specialist.classes(), decoded));
        answers = new Answers(specialist.classes(), otherClasses, recipe.labelSmoothing(), weights);
        augmenter = new Augmenter(recipe.augmentation(), decoded.shape(), seed);
        examination = recipe.earlyStopping()
                .map(stopping ->
                        new Examination(specialist.classes(), recipe.outliers(), images, answers, parts.heldOut));
        ownShare = (double) parts.own.length / (decoded.size() - parts.heldOut.length);
        perEpoch = batches.imagesPerEpoch();
        total = perEpoch * recipe.epochs();
    }

    /**
     * Trains and writes the module in eval mode.
     *
     * @param start a template
     * @param fresh whether to make the head and draw the first weights; otherwise training goes on from those of {@code start}
     * @param target a name for the module in a folder of this training's own
     * @throws CancellationException when the thread was interrupted
     * @throws IllegalArgumentException when it should go on from the checkpoint of another training
     */
    public Trained train(Path start, boolean fresh, Path target) throws IOException {
        Optional<CheckpointFile> checkpoint = checkpoints.isEmpty()
                ? Optional.empty()
                : Optional.of(new CheckpointFile(checkpoints.get().file(specialist.name()), identity(start)));
        Path resumed = target.resolveSibling(target.getFileName() + ".resumed");
        boolean goesOn =
                checkpoint.isPresent() && checkpoints.get().resume() && goOn(checkpoint.get(), resumed, target);
        try (TrainableModule module =
                goesOn ? TrainableModule.load(resumed, recipe.optimizer(), device) : first(start, fresh)) {
            if (goesOn) {
                checkpoint.get().restoreOptimizer(module);
            }
            if (recipe.outliers() == Outliers.REJECT) {
                // The share of own images in a training batch, class weights or not; the prior restores their natural
                // one.
                double shown = (double) ownPerBatch() / recipe.batchSize();
                module.setPrior(logOdds(1 - ownShare) - logOdds(1 - shown));
            }
            listener.started(specialist.name(), total);
            while (epochs.size() < recipe.epochs() && !isPatienceOver()) {
                epoch(module, epochs.size() + 1);
                keepIfBest(module, target);
                if (checkpoint.isPresent()) {
                    checkpoint.get().write(soFar(), module, examination.map(any -> target));
                }
                listener.epochEnded(specialist.name(), epochs.get(epochs.size() - 1));
            }
            if (examination.isEmpty()) {
                module.write(target);
            }
            listener.finished(progress(epochs.size(), soFar().loss()));
            return soFar();
        }
    }

    private TrainableModule first(Path start, boolean fresh) throws IOException {
        if (!fresh) {
            return TrainableModule.load(start, recipe.optimizer(), device);
        }
        TrainableModule drawn = TrainableModule.load(start, recipe.optimizer(), Device.cpu());
        drawn.initialise(outputs(), otherClasses.count(), recipe.seed());
        return drawn.to(device);
    }

    private static double logOdds(double share) {
        return Math.log(share / (1 - share));
    }

    private int ownPerBatch() {
        return recipe.outliers().ownPerBatch(recipe.batchSize());
    }

    private int outputs() {
        return specialist.classes().size() + otherClasses.count();
    }

    /** The classes that have outputs of their own to be refused by. */
    public OtherClasses otherClasses() {
        return otherClasses;
    }

    /** Takes up where the checkpoint stands, if there is one. */
    private boolean goOn(CheckpointFile checkpoint, Path module, Path target) throws IOException {
        Optional<Trained> reached = checkpoint.read(module, target);
        reached.ifPresent(before -> {
            epochs.addAll(before.epochs());
            kept = before.kept();
            trained = perEpoch * epochs.size();
            // What was drawn is drawn again: the order of images goes on as if there had been no break.
            epochs.forEach(epoch -> batches.epoch());
        });
        return reached.isPresent();
    }

    private void epoch(TrainableModule module, int number) {
        augmenter.startEpoch(number);
        RunningEpoch epoch = new RunningEpoch(number, specialist.classes(), clock);
        try (DecodedBatches drawn = images.over(batches.epoch().iterator())) {
            while (drawn.hasNext()) {
                if (Thread.interrupted()) {
                    throw stopped();
                }
                step(module, epoch, drawn.next());
                listener.advanced(progress(number, epoch.loss()));
            }
            Duration wall = epoch.wall();
            epochs.add(epoch.ended(wall, heldOut(module)));
        } catch (InterruptedException e) {
            throw stopped();
        }
    }

    private Optional<HeldOut> heldOut(TrainableModule module) throws InterruptedException {
        return examination.isEmpty()
                ? Optional.empty()
                : Optional.of(examination.get().measure(module, batch));
    }

    private CancellationException stopped() {
        return new CancellationException("The training of " + specialist.name() + " was stopped.");
    }

    private void step(TrainableModule module, RunningEpoch epoch, DecodedBatches.Batch drawn) {
        batch.clear();
        int[] labels = new int[drawn.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = drawn.label(i);
            batch.add(augmenter.view(drawn.rgb(i)), augmenter::recolor, answers.to(labels[i]));
        }
        double rate = recipe.learningRate().at((double) trained / total, (double) (trained + labels.length) / total);
        TrainableModule.Step step = module.step(batch, rate);
        if (!Float.isFinite(step.loss())) {
            throw new IllegalStateException("The loss of " + specialist.name() + " is " + step.loss() + " in epoch "
                    + epoch.number() + ": lower the learning rate, which is "
                    + recipe.learningRate().peak() + ".");
        }
        trained += labels.length;
        epoch.add(labels, step.loss(), step.logits(), rate);
    }

    private void keepIfBest(TrainableModule module, Path target) throws IOException {
        int last = epochs.size();
        if (examination.isEmpty()) {
            kept = last;
        } else if (kept == 0 || heldOutLoss(last) < heldOutLoss(kept)) {
            kept = last;
            module.write(target);
        }
    }

    private boolean isPatienceOver() {
        return recipe.earlyStopping()
                .map(stopping -> epochs.size() - kept >= stopping.patience())
                .orElse(false);
    }

    private double heldOutLoss(int number) {
        return epochs.get(number - 1).heldOut().orElseThrow().loss();
    }

    private Trained soFar() {
        return new Trained(epochs, kept);
    }

    private Progress progress(int epoch, double loss) {
        return new Progress(specialist.name(), epoch, recipe.epochs(), trained, total, loss);
    }

    /** All that decides how this training ends. */
    private Map<String, String> identity(Path start) throws IOException {
        DecodedImages all = images.images();
        CRC32 first = new CRC32();
        first.update(Files.readAllBytes(start));
        Map<String, String> identity = new HashMap<>(recipe.described());
        identity.put("classes", specialist.classes().toString());
        identity.put("other classes", otherClasses.text());
        identity.put("input", recipe.input().toString());
        identity.put("images", all.size() + " with checksum " + Long.toHexString(all.checksum()));
        identity.put("first weights", Long.toHexString(first.getValue()));
        return identity;
    }
}
