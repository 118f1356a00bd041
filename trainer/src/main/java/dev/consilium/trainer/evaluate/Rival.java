package dev.consilium.trainer.evaluate;

/**
 * The roster to compare with.
 *
 * @param comparison of the first roster with this one
 */
record Rival(String name, Judgement judgement, Comparison comparison) {}
