/** Who made a version: Ed25519 keys, the bytes that are signed, and what an app trusts. */
@NullMarked
package dev.consilium.specialist.trust;

import org.jspecify.annotations.NullMarked;
