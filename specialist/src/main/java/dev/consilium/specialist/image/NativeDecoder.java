package dev.consilium.specialist.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_RGB;
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

    // Orientation is ignored as Pillow and torchvision ignore it.
    private static final int FLAGS = IMREAD_COLOR_RGB | IMREAD_IGNORE_ORIENTATION;

    static {
        // JavaCPP refuses to allocate once the whole process takes twice the Java heap, and here libtorch takes most of
        // it.
        System.getProperties().putIfAbsent("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    }

    private BytePointer file = new BytePointer();
    private final Mat decoded = new Mat();

    Pixels decode(byte[] bytes, ImageHeader header) throws BadImageException {
        if (file.capacity() < bytes.length) {
            file.close();
            file = new BytePointer(bytes.length);
        }
        file.position(0).put(bytes, 0, bytes.length);
        try (Mat input = new Mat(1, bytes.length, CV_8UC1, file);
                Mat result = imdecode(input, FLAGS, decoded)) {
            if (result.empty()) {
                throw new BadImageException(header.format() + " is corrupt: it cannot be decoded");
            }
        } catch (RuntimeException e) {
            // What OpenCV throws has no type of its own in Java.
            throw new BadImageException(
                    header.format() + " is corrupt: it cannot be decoded (" + e.getMessage() + ")", e);
        }
        if (decoded.cols() != header.width() || decoded.rows() != header.height()) {
            throw new BadImageException(header.format() + " is corrupt: its header declares " + header.width() + " x "
                    + header.height() + " pixels, its data " + decoded.cols() + " x " + decoded.rows());
        }
        byte[] rgb = new byte[decoded.cols() * decoded.rows() * Pixels.CHANNELS];
        decoded.data().get(rgb, 0, rgb.length);
        return new Pixels(decoded.cols(), decoded.rows(), rgb);
    }
}
