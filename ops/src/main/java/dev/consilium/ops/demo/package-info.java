/** The main job on one machine, and an audit that counts what came of every image. */
@NullMarked
package dev.consilium.ops.demo;

import org.jspecify.annotations.NullMarked;
