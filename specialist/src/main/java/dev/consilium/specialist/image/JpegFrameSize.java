package dev.consilium.specialist.image;

/** The dimensions of a JPEG frame: pixels, the largest sampling factors of its components, and the interleaved units they make. */
record JpegFrameSize(int width, int height, int maxHorizontal, int maxVertical) {

    int unitsAcross() {
        return JpegComponent.ceil(width, 8 * maxHorizontal);
    }

    int unitsDown() {
        return JpegComponent.ceil(height, 8 * maxVertical);
    }
}
