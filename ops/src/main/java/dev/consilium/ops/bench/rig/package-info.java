/** What every measurement stands on: images, specialists, a broker, the app, and a reader with a clock. */
@NullMarked
package dev.consilium.ops.bench.rig;

import org.jspecify.annotations.NullMarked;
