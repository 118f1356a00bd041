package dev.consilium.trainer.evaluate;

import java.util.ArrayList;
import java.util.List;

/** Verdicts of two specialists, the first of which knows class 0 and the second class 1. */
final class Verdicts {
    private Verdicts() {}

    /** Of images 0, 1, ... of class 0: answered right where a {@code true} stands, else by the other specialist. */
    static List<Verdict> of(boolean... right) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < right.length; i++) {
            verdicts.add(verdict(i, right[i] ? 0 : 1, 0.75f));
        }
        return verdicts;
    }

    static Verdict verdict(int image, int winner, float confidence) {
        return new Verdict(
                image, 0, 0, winner, List.of(new Verdict.Opinion(0, confidence), new Verdict.Opinion(1, confidence)));
    }
}
