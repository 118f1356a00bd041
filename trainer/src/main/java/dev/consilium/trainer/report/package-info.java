/** Charts and pages that need nothing but a browser: inline SVG, light and dark, no scripts. */
@NullMarked
package dev.consilium.trainer.report;

import org.jspecify.annotations.NullMarked;
