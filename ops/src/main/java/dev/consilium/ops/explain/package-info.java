/** Where an answer came from: the prediction, the versions that were asked, and what they say to the same image again. */
@NullMarked
package dev.consilium.ops.explain;

import org.jspecify.annotations.NullMarked;
