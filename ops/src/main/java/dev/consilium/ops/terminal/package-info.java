/** What a person sees: lines that stay, and one that changes. */
@NullMarked
package dev.consilium.ops.terminal;

import org.jspecify.annotations.NullMarked;
