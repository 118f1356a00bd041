/** Whether all that the app needs is there: {@code doctor}. */
@NullMarked
package dev.consilium.ops.doctor;

import org.jspecify.annotations.NullMarked;
