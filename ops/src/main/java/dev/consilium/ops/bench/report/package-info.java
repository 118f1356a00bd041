/** What every measurement leaves behind: figures as JSON, a chart as PNG, and both for a terminal. */
@NullMarked
package dev.consilium.ops.bench.report;

import org.jspecify.annotations.NullMarked;
