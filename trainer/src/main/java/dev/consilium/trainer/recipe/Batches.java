package dev.consilium.trainer.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Which images the batches of an epoch hold. An epoch shows each own image once, in a new order. With others, each batch has the same
 * share of them; they are dealt from a shuffled deck that goes on from epoch to epoch. Owned by the thread that trains.
 */
final class Batches {
    private final int[] own;
    private final int[] others;
    private final int ownPerBatch;
    private final int othersPerBatch;
    private final Random random;
    private int dealt;

    private Batches(int[] own, int[] others, int ownPerBatch, int othersPerBatch, long seed) {
        this.own = own;
        this.others = others;
        this.ownPerBatch = ownPerBatch;
        this.othersPerBatch = othersPerBatch;
        random = new Random(seed);
        shuffle(others);
    }

    static Batches ofOwn(int[] own, int batchSize, long seed) {
        return new Batches(own.clone(), new int[0], batchSize, 0, seed);
    }

    /** @param ownPerBatch less than {@code batchSize} */
    static Batches ofOwnAndOthers(int[] own, int[] others, int ownPerBatch, int batchSize, long seed) {
        return new Batches(own.clone(), others.clone(), ownPerBatch, batchSize - ownPerBatch, seed);
    }

    /** Images, others included. */
    long imagesPerEpoch() {
        long full = own.length / ownPerBatch;
        int last = own.length % ownPerBatch;
        return full * (ownPerBatch + othersPerBatch) + last + othersFor(last);
    }

    private int perEpoch() {
        return (own.length + ownPerBatch - 1) / ownPerBatch;
    }

    private int othersFor(int part) {
        return Math.round((float) part * othersPerBatch / ownPerBatch);
    }

    /** The batches of one more epoch, as indices of images. */
    List<int[]> epoch() {
        shuffle(own);
        List<int[]> epoch = new ArrayList<>(perEpoch());
        for (int from = 0; from < own.length; from += ownPerBatch) {
            int[] part = Arrays.copyOfRange(own, from, Math.min(own.length, from + ownPerBatch));
            epoch.add(withOthers(part));
        }
        return epoch;
    }

    private int[] withOthers(int[] part) {
        int[] both = Arrays.copyOf(part, part.length + othersFor(part.length));
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
