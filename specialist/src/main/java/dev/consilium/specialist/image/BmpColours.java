package dev.consilium.specialist.image;

/** How the pixels of a BMP file become colours. */
interface BmpColours {

    /** The colour of pixel {@code x} of the row that begins at byte {@code row}, as 0xRRGGBB. */
    int rgb(Bytes file, long row, int x) throws BadImageException;
}
