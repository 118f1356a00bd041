package dev.consilium.trainer.recipe;

import dev.consilium.trainer.recipe.Epoch.HeldOut;
import dev.consilium.trainer.torch.TrainableModule;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A training between two epochs: the module, what the optimizer remembers, and how it went so far, in one file. The file is replaced at
 * once, so that a process that is killed leaves the last whole one. Owned by the thread that trains.
 */
final class CheckpointFile {
    /** With another number whenever what is in it changes: a file of before is then refused, not misread. */
    private static final String STATE = "state-2";

    private static final String MODULE = "module.pt";
    private static final String OPTIMIZER = "optimizer";
    private static final String KEPT = "kept.pt";

    private final Path file;
    private final Map<String, String> identity;

    /** @param identity all that must be equal for a training to go on from here to the same end */
    CheckpointFile(Path file, Map<String, String> identity) {
        this.file = file;
        this.identity = new TreeMap<>(identity);
    }

    /** @param kept the weights to be kept so far, when they are not those of the module */
    void write(Trained soFar, TrainableModule module, Optional<Path> kept) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(next)))) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            zip.putNextEntry(new ZipEntry(STATE));
            writeState(soFar, new DataOutputStream(zip));
            zip.putNextEntry(new ZipEntry(MODULE));
            module.write(zip);
            zip.putNextEntry(new ZipEntry(OPTIMIZER));
            module.writeOptimizer(zip);
            if (kept.isPresent()) {
                zip.putNextEntry(new ZipEntry(KEPT));
                Files.copy(kept.get(), zip);
            }
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * What was reached, if anything; then also writes the module and, if there are some, the weights to be kept to the files.
     *
     * @throws IllegalArgumentException when it was another training
     */
    Optional<Trained> read(Path module, Path kept) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Trained soFar;
            try (DataInputStream in = new DataInputStream(content(zip, STATE))) {
                soFar = readState(in);
            }
            try (InputStream in = content(zip, MODULE)) {
                Files.copy(in, module, StandardCopyOption.REPLACE_EXISTING);
            }
            if (zip.getEntry(KEPT) != null) {
                try (InputStream in = content(zip, KEPT)) {
                    Files.copy(in, kept, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return Optional.of(soFar);
        }
    }

    /** For a module that was loaded from what {@link #read} wrote. */
    void restoreOptimizer(TrainableModule module) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = content(zip, OPTIMIZER)) {
            module.readOptimizer(in);
        }
    }

    private InputStream content(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("There is no " + name + " in " + file + ": delete it, and train without --resume.");
        }
        return zip.getInputStream(entry);
    }

    private void writeState(Trained soFar, DataOutputStream out) throws IOException {
        out.writeInt(identity.size());
        for (Map.Entry<String, String> each : identity.entrySet()) {
            out.writeUTF(each.getKey());
            out.writeUTF(each.getValue());
        }
        out.writeInt(soFar.kept());
        out.writeInt(soFar.epochs().size());
        for (Epoch epoch : soFar.epochs()) {
            out.writeLong(epoch.images());
            out.writeLong(epoch.wall().toNanos());
            out.writeDouble(epoch.loss());
            out.writeDouble(epoch.accuracy());
            out.writeDouble(epoch.learningRate());
            out.writeBoolean(epoch.heldOut().isPresent());
            if (epoch.heldOut().isPresent()) {
                out.writeDouble(epoch.heldOut().get().loss());
                out.writeDouble(epoch.heldOut().get().accuracy());
            }
        }
    }

    private Trained readState(DataInputStream in) throws IOException {
        Map<String, String> was = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            was.put(in.readUTF(), in.readUTF());
        }
        requireSame(was);
        int kept = in.readInt();
        int count = in.readInt();
        List<Epoch> epochs = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            long images = in.readLong();
            Duration wall = Duration.ofNanos(in.readLong());
            double loss = in.readDouble();
            double accuracy = in.readDouble();
            double learningRate = in.readDouble();
            Optional<HeldOut> heldOut =
                    in.readBoolean() ? Optional.of(new HeldOut(in.readDouble(), in.readDouble())) : Optional.empty();
            epochs.add(new Epoch(number, images, wall, loss, accuracy, learningRate, heldOut));
        }
        return new Trained(epochs, kept);
    }

    private void requireSame(Map<String, String> was) {
        if (!was.equals(identity)) {
            TreeSet<String> names = new TreeSet<>(was.keySet());
            names.addAll(identity.keySet());
            String differences = names.stream()
                    .filter(name -> !Objects.equals(was.get(name), identity.get(name)))
                    .map(name -> name + " was " + was.getOrDefault(name, "not given") + " and is "
                            + identity.getOrDefault(name, "not given"))
                    .collect(Collectors.joining("; "));
            throw new IllegalArgumentException("Training cannot go on from " + file + ", which is of another training: "
                    + differences + ". Give the same options, or train anew without --resume.");
        }
    }
}
