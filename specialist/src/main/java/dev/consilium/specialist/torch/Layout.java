package dev.consilium.specialist.torch;

/** How the values of a batch lie in the memory that a module reads. Its shape is {@code [B, 3, H, W]} either way. */
public enum Layout {
    /** The channels of a pixel side by side (NHWC): several times as fast on a CPU, and what the batch holds, so nothing is copied. */
    CHANNELS_LAST,
    /** Plane by plane (NCHW), copied for each forward: for a module that cannot read the other, for example one that calls x.view. */
    CONTIGUOUS
}
