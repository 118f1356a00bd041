package dev.consilium.specialist.image;

import dev.consilium.avro.GoldenExample;
import dev.consilium.avro.Image;
import dev.consilium.specialist.InputShape;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * From an {@link Image} to the pixels that a specialist reads: what the file declares is checked against the limits, then it is decoded
 * whole or refused, then resized as {@link Resize} defines.
 *
 * <p>Owned by one thread: it keeps native buffers for the next image, which go when it is garbage.
 */
public final class ImageDecoder {

    private final ImageLimits limits;
    private final NativeDecoder nativeDecoder = new NativeDecoder();

    public ImageDecoder(ImageLimits limits) {
        this.limits = limits;
    }

    /**
     * The image's pixels at the size that {@code target} asks for.
     *
     * @throws BadImageException if the content is empty, too large, of an unknown or another type than it says, corrupt or truncated
     */
    public Pixels decode(Image image, InputShape target) throws BadImageException {
        return fit(decode(image), target);
    }

    /** The image's pixels at its own size: decode once, {@link #fit} to each shape. */
    public Pixels decode(Image image) throws BadImageException {
        return decode(image.getContent(), image.getContentType(), image.getWidth(), image.getHeight());
    }

    /** A golden example's pixels at the size that {@code target} asks for; a raw one has that size. */
    public Pixels decode(GoldenExample golden, InputShape target) throws BadImageException {
        return fit(decode(golden.getContent(), golden.getContentType(), target.width(), target.height()), target);
    }

    /** The pixels at the size that {@code target} asks for: the same object when they have it. */
    public static Pixels fit(Pixels pixels, InputShape target) {
        return Resize.to(target.width(), target.height(), pixels);
    }

    private Pixels decode(
            @Nullable ByteBuffer content,
            @Nullable String contentType,
            @Nullable Integer width,
            @Nullable Integer height)
            throws BadImageException {
        if (content == null || !content.hasRemaining()) {
            throw new BadImageException("content is empty");
        }
        if (content.remaining() > limits.maxBytes()) {
            throw new BadImageException(
                    "content has " + content.remaining() + " bytes: more than the limit of " + limits.maxBytes());
        }
        byte[] file = new byte[content.remaining()];
        content.duplicate().get(file);
        if (contentType != null && ImageFormat.of(contentType) == ImageFormat.RGB8) {
            return raw(file, width, height);
        }
        return decodeFile(file, contentType);
    }

    private Pixels decodeFile(byte[] file, @Nullable String contentType) throws BadImageException {
        ImageFormat format = ImageFormat.sniff(file).orElseThrow(() -> unrecognised(contentType));
        if (contentType != null && ImageFormat.of(contentType) != format) {
            throw new BadImageException(
                    "contentType is '" + contentType + "', but the content is " + format.mediaType());
        }
        Bytes bytes = new Bytes(file);
        ImageHeader header = ImageHeader.read(format, bytes);
        header.requireWithin(limits);
        WholeFile.require(header, bytes);
        return format == ImageFormat.GIF ? GifDecoder.decode(file, header) : nativeDecoder.decode(file, header);
    }

    private Pixels raw(byte[] rgb, @Nullable Integer width, @Nullable Integer height) throws BadImageException {
        if (width == null || height == null || width < 1 || height < 1) {
            throw new BadImageException(
                    "image/x-rgb8 needs width and height above 0, but they are " + width + " and " + height);
        }
        ImageHeader.requirePixels(ImageFormat.RGB8, width, height, limits);
        long expected = (long) width * height * Pixels.CHANNELS;
        if (rgb.length != expected) {
            throw new BadImageException("image/x-rgb8 of " + width + " x " + height + " pixels must have " + expected
                    + " bytes, but the content has " + rgb.length);
        }
        return new Pixels(width, height, rgb);
    }

    private static BadImageException unrecognised(@Nullable String contentType) {
        return new BadImageException("content is not a JPEG, PNG, BMP or GIF file"
                + (contentType == null
                        ? " (and contentType is absent)"
                        : ", though contentType is '" + contentType + "'"));
    }
}
