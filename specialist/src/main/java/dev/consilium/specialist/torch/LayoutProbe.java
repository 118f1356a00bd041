package dev.consilium.specialist.torch;

import dev.consilium.specialist.Specialist;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether a module takes channels_last memory. It is given the same images both ways: contiguous must work; channels_last must
 * work too, with equal logits.
 */
final class LayoutProbe {

    /** libtorch records in the first calls and runs what it made of that in the later ones: each must have happened. */
    static final int CALLS = 4;

    /**
     * Of the larger of 1 and the logit. Layouts add up in another order; correct modules differ by some 1e-6, wrong ones by far more.
     */
    private static final float TOLERANCE = 1e-3f;

    private static final Logger LOG = LoggerFactory.getLogger(LayoutProbe.class);

    private LayoutProbe() {}

    /** @throws ForwardException if the module cannot be used in any layout */
    static Layout probe(LoadedModule module, Specialist specialist) {
        // One image is a case of its own: modules drop or broadcast a dimension of length one.
        Layout ofOne = probe(module, specialist, 1);
        Layout ofSeveral = probe(module, specialist, 3);
        return ofOne == Layout.CHANNELS_LAST ? ofSeveral : ofOne;
    }

    private static Layout probe(LoadedModule module, Specialist specialist, int size) {
        try (ImageBatch batch = TestImages.batch(specialist.input(), size)) {
            float[] expected = run(module, batch, size, Layout.CONTIGUOUS);
            requireFinite(expected, specialist);
            try {
                float[] found = run(module, batch, size, Layout.CHANNELS_LAST);
                if (agree(expected, found)) {
                    return Layout.CHANNELS_LAST;
                }
                fallBack(specialist, "its logits differ between the layouts");
            } catch (ForwardException e) {
                fallBack(specialist, e.getMessage());
            }
            return Layout.CONTIGUOUS;
        }
    }

    private static float[] run(LoadedModule module, ImageBatch batch, int size, Layout layout) {
        float[] logits = module.forward(batch, size, layout);
        for (int call = 1; call < CALLS; call++) {
            logits = module.forward(batch, size, layout);
        }
        return logits;
    }

    private static void requireFinite(float[] logits, Specialist specialist) {
        for (int i = 0; i < logits.length; i++) {
            if (!Float.isFinite(logits[i])) {
                throw new ForwardException("its logit of class " + i % specialist.classes() + " is " + logits[i]
                        + " for a test image: its weights are likely broken");
            }
        }
    }

    private static boolean agree(float[] expected, float[] found) {
        for (int i = 0; i < expected.length; i++) {
            // Written so that a NaN does not agree.
            if (!(Math.abs(expected[i] - found[i]) <= TOLERANCE * Math.max(1f, Math.abs(expected[i])))) {
                return false;
            }
        }
        return true;
    }

    private static void fallBack(Specialist specialist, @Nullable String reason) {
        LOG.atInfo()
                .addKeyValue("specialist", specialist)
                .addKeyValue("reason", reason)
                .log("Module does not take channels_last memory: contiguous it is, which is slower");
    }
}
