/** What stands outside of the application: a producer of images and a reader of predictions. */
@NullMarked
package dev.consilium.ops.client;

import org.jspecify.annotations.NullMarked;
