package dev.consilium.ops.guarantee;

import dev.consilium.avro.SpecialistVersion;
import dev.consilium.specialist.SpecialistPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Ways in which a version can be bad: an accident on its way, a mistake of who made it, or an attack. Each is made of a good
 * version, is otherwise as right as that, and names the words of the reason for which it has to be refused: refused for
 * another one, it has shown nothing.
 */
enum BadVersion {
    /** Some signs of the weights are flipped; the digest is that of the flipped file, so only the answers tell. */
    FLIPPED_WEIGHTS("golden example \\d+: the probability", Edits::flipSigns, UnaryOperator.identity()),
    /** One class more than the module has logits. */
    WRONG_HEAD("where logits of .* were expected", Edits.NONE, ManifestEdit::oneClassMore),
    /** Not a number among the weights. */
    NAN_WEIGHTS("is NaN", Edits::breakWeights, UnaryOperator.identity()),
    /** Other bytes on the topic than the manifest promises. */
    WRONG_DIGEST("artifact has SHA-256 \\w+, the manifest promises", Edits.NONE, UnaryOperator.identity()),
    /** By nobody. */
    UNSIGNED("the manifest is not signed", Edits.NONE, UnaryOperator.identity()),
    /** By a key that the app does not trust. */
    STRANGER("whose public key is not in", Edits.NONE, UnaryOperator.identity()),
    /** Its code would write a file. */
    FORBIDDEN_OPERATOR(
            "torch\\.save is not among what a module may use",
            module -> module.prependToForward(x -> "    _saved = torch.save(" + x + ", \"forbidden\")\n"),
            UnaryOperator.identity()),
    /** Larger than {@code artifact.max.size}. */
    OVERSIZED(
            "allowed are 1 to \\d+ \\(artifact\\.max\\.size\\)",
            module -> module.pad(BadVersion.MAX_BYTES + 1),
            UnaryOperator.identity()),
    /** Right, but many times as slow as what serves. */
    SLOW("times as long as .* gate\\.max\\.latency\\.ratio", Edits::slowDown, UnaryOperator.identity()),
    /** Promises answers that its module does not give. */
    WRONG_GOLDEN("golden example \\d+: the probability", Edits.NONE, ManifestEdit::wrongGolden);

    /** What the apps' {@code artifact.max.size} has to be: more than any good version here. */
    static final int MAX_BYTES = 2 << 20;

    private final Pattern words;
    private final Consumer<ModuleArchive> edit;
    private final UnaryOperator<SpecialistVersion> manifest;

    BadVersion(String words, Consumer<ModuleArchive> edit, UnaryOperator<SpecialistVersion> manifest) {
        this.words = Pattern.compile(words);
        this.edit = edit;
        this.manifest = manifest;
    }

    /** As figures and versions name it, such as {@code nan-weights}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether this is what such a version has to be refused for. */
    boolean fits(String reason) {
        return words.matcher(reason).find();
    }

    /** Its module's file, made of the good one. */
    Path module(SpecialistPackage good, Path file) throws IOException {
        if (edit.equals(Edits.NONE)) {
            return Files.copy(good.model(), file, StandardCopyOption.REPLACE_EXISTING);
        }
        ModuleArchive archive = ModuleArchive.read(good.model());
        edit.accept(archive);
        return archive.write(file);
    }

    /** Its manifest, made of the good one; where the module lies and the signature are still the good one's. */
    SpecialistVersion manifest(SpecialistPackage good) {
        return SpecialistVersion.newBuilder(manifest.apply(good.manifest()))
                .setVersion("bad-" + label())
                .build();
    }

    /** What is done to modules. */
    private static final class Edits {
        static final Consumer<ModuleArchive> NONE = module -> {};
        private static final int EVERY = 16;
        private static final int SLOW_TURNS = 400;

        static void flipSigns(ModuleArchive module) {
            byte[] weights = module.weights();
            for (int i = Float.BYTES - 1; i < weights.length; i += EVERY * Float.BYTES) {
                weights[i] ^= (byte) 0x80;
            }
        }

        static void breakWeights(ModuleArchive module) {
            byte[] weights = module.weights();
            for (int i = 0; i < EVERY * Float.BYTES && i < weights.length; i++) {
                weights[i] = (byte) 0xFF;
            }
        }

        /** Adds zero many times over: each turn needs the one before, or libtorch would leave them out. */
        static void slowDown(ModuleArchive module) {
            module.prependToForward(x -> "    for _slow in range(" + SLOW_TURNS + "):\n      " + x + " = torch.add(" + x
                    + ", torch.mul(torch.sin(" + x + "), 0.))\n");
        }
    }
}
