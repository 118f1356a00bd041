package dev.consilium.ops.guarantee;

/** The brokers that a scenario is played on. */
enum Ground {
    /** One, in this process. */
    ONE_BROKER,
    /** One, in a process of its own, whose data lie on a disk that can be full. */
    SMALL_DISK,
    /** Three, in processes of their own, and each record on all of them. */
    THREE_BROKERS
}
