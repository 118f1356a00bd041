package dev.consilium.specialist.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * OpenCV's codecs for JPEG, PNG and BMP. Grey becomes three equal channels, alpha is dropped, 16 bits become 8, CMYK becomes RGB.
 *
 * <p>Owned by one thread; keeps its native buffers from one image to the next. JavaCPP frees them with this object.
 */
final class NativeDecoder {

    private static final int FIRST_CAPACITY = 16 * 1024;

    static {
        // JavaCPP refuses to allocate once the whole process takes twice the Java heap, and here libtorch takes most of
        // it.
        System.getProperties().putIfAbsent("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    }

    private BytePointer file = new BytePointer(FIRST_CAPACITY);
    private Mat input = new Mat(1, FIRST_CAPACITY, CV_8UC1, file);
    private final Mat decoded = new Mat();

    Pixels decode(Bytes bytes, ImageHeader header, Reduction reduction) throws BadImageException {
        load(bytes);
        // Orientation is ignored as Pillow and torchvision ignore it.
        try (Mat result = imdecode(input, reduction.flag() | IMREAD_IGNORE_ORIENTATION, decoded)) {
            if (result.empty()) {
                throw new BadImageException(header.format() + " is corrupt: it cannot be decoded");
            }
        } catch (RuntimeException e) {
            // What OpenCV throws has no type of its own in Java.
            throw new BadImageException(
                    header.format() + " is corrupt: it cannot be decoded (" + e.getMessage() + ")", e);
        }
        int width = decoded.cols();
        int height = decoded.rows();
        if (width != reduction.of(header.width()) || height != reduction.of(header.height())) {
            throw new BadImageException(header.format() + " is corrupt: its header declares " + header.width() + " x "
                    + header.height() + " pixels, its data are another size");
        }
        byte[] rgb = new byte[width * height * Pixels.CHANNELS];
        decoded.data().get(rgb, 0, rgb.length);
        return new Pixels(width, height, rgb);
    }

    /** Into the native buffer, which grows as needed and is kept. */
    private void load(Bytes bytes) {
        if (file.capacity() < bytes.length()) {
            input.close();
            file.close();
            file = new BytePointer(bytes.length());
            input = new Mat(1, bytes.length(), CV_8UC1, file);
        }
        bytes.copyTo(file);
        input.cols(bytes.length());
    }
}
