package dev.consilium.ops.guarantee;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.consilium.avro.Image;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.torch.TorchRuntime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/**
 * A specialist that is as right as the one that it is made of, and as quick, but for one sign: an image of one colour, over which it
 * goes round in a loop. No gate sees that, since no golden example is such an image. Stateless.
 */
final class HangingSpecialist {

    private static final int SIDE = 32;
    private static final byte GREY = 90;
    private static final int ELEMENTS = 1 << 16;
    private static final int TRIAL_TURNS = 500;

    private HangingSpecialist() {}

    /**
     * Made of a good one.
     *
     * @param time that it hangs for, on a core of its own; longer on a busy machine
     */
    static SpecialistPackage of(SpecialistPackage good, Duration time, Path folder) throws IOException {
        long turns = turns(time);
        ModuleArchive module = ModuleArchive.read(good.model());
        module.prependToForward(x -> """
                    _spread = torch.sub(torch.amax(%1$s, [2, 3]), torch.amin(%1$s, [2, 3]))
                    if bool(torch.any(torch.lt(torch.amax(_spread, [1]), 0.001))):
                      _round = torch.ones([%2$d])
                      for _turn in range(%3$d):
                        _round = torch.sin(_round)
                      %1$s = torch.add(%1$s, torch.mul(torch.amax(_round), 0.))
                """.formatted(x, ELEMENTS, turns));
        return SpecialistPackage.write(folder, good.manifest(), module.write(folder.resolveSibling("hanging.pt")));
    }

    /** The image at which it hangs. */
    static Image sign() {
        byte[] pixels = new byte[SIDE * SIDE * 3];
        Arrays.fill(pixels, GREY);
        return Image.newBuilder()
                .setId("sign")
                .setContentType("image/x-rgb8")
                .setWidth(SIDE)
                .setHeight(SIDE)
                .setContent(ByteBuffer.wrap(pixels))
                .setAttributes(Map.of())
                .build();
    }

    /** How often it has to go round. */
    private static long turns(Duration time) {
        TorchRuntime.prepare();
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray round = manager.ones(new Shape(ELEMENTS));
            long start = System.nanoTime();
            for (int turn = 0; turn < TRIAL_TURNS; turn++) {
                NDArray next = round.sin();
                round.close();
                round = next;
            }
            round.toFloatArray(); // it is done by then, whatever runs beside
            return TRIAL_TURNS * time.toNanos() / Math.max(1, System.nanoTime() - start);
        }
    }
}
