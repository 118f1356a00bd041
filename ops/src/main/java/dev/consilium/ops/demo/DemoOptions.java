package dev.consilium.ops.demo;

import java.util.OptionalInt;

/**
 * What the user may choose about the demo.
 *
 * @param rate images a second
 * @param seed of training, and of the choice of test images
 * @param enough how many predictions of each line-up of versions make a fair comparison; empty: as many as there are test images
 * @param once end after the report; otherwise go on streaming until interrupted
 */
record DemoOptions(double rate, long seed, OptionalInt enough, boolean once) {}
