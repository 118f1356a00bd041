package dev.consilium.streams.roster;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.GoldenExample;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.specialist.torch.ImageBatch;
import dev.consilium.specialist.torch.TorchScriptModel;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A manifest and the file that it is about; the tests spoil one or the other.
 *
 * @param file what is put on the artifact topic
 */
public record PublishedVersion(SpecialistVersion manifest, Path file) {

    /** With two golden examples, measured with the very module. */
    public static PublishedVersion good(TinyModule module, String specialist, String version, int firstClass)
            throws Exception {
        SpecialistVersion bare = TinySpecialists.manifest(module, specialist, version, firstClass);
        return new PublishedVersion(
                SpecialistVersion.newBuilder(bare)
                        .setGolden(golden(module, bare))
                        .build(),
                TinySpecialists.model(module));
    }

    /** Without golden examples, as a module that cannot even be run has none. */
    static PublishedVersion bare(TinyModule module, String specialist, String version) {
        return new PublishedVersion(
                TinySpecialists.manifest(module, specialist, version, 0), TinySpecialists.model(module));
    }

    PublishedVersion withArtifact(Artifact artifact) {
        return new PublishedVersion(
                SpecialistVersion.newBuilder(manifest).setArtifact(artifact).build(), file);
    }

    PublishedVersion withGolden(List<GoldenExample> golden) {
        return new PublishedVersion(
                SpecialistVersion.newBuilder(manifest).setGolden(golden).build(), file);
    }

    static List<GoldenExample> golden(TinyModule module, SpecialistVersion manifest) throws Exception {
        Specialist specialist = Specialist.of(manifest);
        List<GoldenExample> golden = new ArrayList<>();
        ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());
        try (TorchScriptModel model = TinySpecialists.load(module, specialist);
                ImageBatch batch = new ImageBatch(specialist.input(), 1)) {
            for (int seed = 0; seed < 2; seed++) {
                byte[] rgb = new byte[TinySpecialists.SIDE * TinySpecialists.SIDE * 3];
                new Random(seed).nextBytes(rgb);
                GoldenExample example = new GoldenExample(ByteBuffer.wrap(rgb), "image/x-rgb8", List.of());
                batch.put(0, decoder.decode(example, specialist.input()));
                List<Float> probabilities = new ArrayList<>();
                for (float probability : specialist.probabilities(model.forward(batch, 1), 0)) {
                    probabilities.add(probability);
                }
                golden.add(new GoldenExample(ByteBuffer.wrap(rgb), "image/x-rgb8", probabilities));
            }
        }
        return golden;
    }
}
