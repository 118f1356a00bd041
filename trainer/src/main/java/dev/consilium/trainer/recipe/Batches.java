package dev.consilium.trainer.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Which images the batches of an epoch hold. An epoch shows each own image once, in a new order. With others, each batch has as many of
 * them as of its own; they are dealt from a shuffled deck that goes on from epoch to epoch. Owned by the thread that trains.
 */
final class Batches {
    private final int[] own;
    private final int[] others;
    private final int ownPerBatch;
    private final Random random;
    private int dealt;

    private Batches(int[] own, int[] others, int ownPerBatch, long seed) {
        this.own = own;
        this.others = others;
        this.ownPerBatch = ownPerBatch;
        random = new Random(seed);
        shuffle(others);
    }

    static Batches ofOwn(int[] own, int batchSize, long seed) {
        return new Batches(own.clone(), new int[0], batchSize, seed);
    }

    /** @param batchSize even */
    static Batches ofOwnAndOthers(int[] own, int[] others, int batchSize, long seed) {
        return new Batches(own.clone(), others.clone(), batchSize / 2, seed);
    }

    int perEpoch() {
        return (own.length + ownPerBatch - 1) / ownPerBatch;
    }

    /** The batches of one more epoch, as indices of images. */
    List<int[]> epoch() {
        shuffle(own);
        List<int[]> epoch = new ArrayList<>(perEpoch());
        for (int from = 0; from < own.length; from += ownPerBatch) {
            int[] part = Arrays.copyOfRange(own, from, Math.min(own.length, from + ownPerBatch));
            epoch.add(others.length == 0 ? part : withOthers(part));
        }
        return epoch;
    }

    private int[] withOthers(int[] part) {
        int[] both = Arrays.copyOf(part, 2 * part.length);
        for (int i = part.length; i < both.length; i++) {
            if (dealt == others.length) {
                shuffle(others);
                dealt = 0;
            }
            both[i] = others[dealt++];
        }
        return both;
    }

    private void shuffle(int[] deck) {
        for (int i = deck.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = deck[i];
            deck[i] = deck[j];
            deck[j] = swap;
        }
    }
}
