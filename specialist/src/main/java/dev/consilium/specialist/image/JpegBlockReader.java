package dev.consilium.specialist.image;

/** Reads what one scan says about one block of a component, into the component's coefficients. */
interface JpegBlockReader {

    /** @param block place of the block's first coefficient */
    void read(JpegScan.Part part, int block) throws BadImageException;

    /** Forgets what reaches from one block to the next. */
    default void restart() {}
}
