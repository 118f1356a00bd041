package dev.consilium.ops.guarantee;

/** What instances are started with, so that something can be done to them. */
enum Outfit {
    /** Nothing beside what all have. */
    USUAL,
    /** The first of them reaches broker and registry by a link that can be cut. */
    BEHIND_A_LINK,
    /** Each has a clock of its own that can be set. */
    OWN_CLOCKS,
    /** One specialist, in all its versions, hangs over one kind of image, which the load does not have. */
    A_SPECIALIST_THAT_HANGS
}
