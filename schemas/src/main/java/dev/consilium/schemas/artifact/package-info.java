/** TorchScript files in a topic (cut into chunks, found by key) or behind URIs; believed only when size and SHA-256 agree. */
@NullMarked
package dev.consilium.schemas.artifact;

import org.jspecify.annotations.NullMarked;
