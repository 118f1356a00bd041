package dev.consilium.specialist.image;

import dev.consilium.avro.GoldenExample;
import dev.consilium.avro.Image;
import dev.consilium.specialist.InputShape;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
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
     * The image's pixels at the size that {@code target} asks for. A JPEG of at least four times that size in both directions is reduced
     * while it is decoded, as {@link Reduction} says: its pixels then differ from those of the whole image by at most 2 of 255 in the mean and
     * by at most 25 anywhere, where the image is a photograph.
     *
     * @throws BadImageException if the content is empty, too large, of an unknown or another type than it says, corrupt or truncated
     */
    public Pixels decode(Image image, InputShape target) throws BadImageException {
        return fit(
                decode(
                        image.getContent(),
                        image.getContentType(),
                        image.getWidth(),
                        image.getHeight(),
                        header -> Optional.of(target)),
                target);
    }

    /** The image's pixels at its own size. */
    public Pixels decode(Image image) throws BadImageException {
        return decode(
                image.getContent(),
                image.getContentType(),
                image.getWidth(),
                image.getHeight(),
                header -> Optional.empty());
    }

    /**
     * The image's pixels, in its own proportions, with no side longer than {@code longest}; a smaller image as it is. Large JPEGs are
     * reduced while they are decoded.
     */
    public Pixels decodeWithin(Image image, int longest) throws BadImageException {
        Pixels pixels = decode(
                image.getContent(),
                image.getContentType(),
                image.getWidth(),
                image.getHeight(),
                header -> Optional.of(within(header.width(), header.height(), longest)));
        return fit(pixels, within(pixels.width(), pixels.height(), longest));
    }

    private static InputShape within(long width, long height, int longest) {
        double scale = Math.min(1, longest / (double) Math.max(width, height));
        return new InputShape(
                (int) Math.max(1, Math.round(height * scale)), (int) Math.max(1, Math.round(width * scale)));
    }

    /** A golden example's pixels at the size that {@code target} asks for; a raw one has that size. */
    public Pixels decode(GoldenExample golden, InputShape target) throws BadImageException {
        return fit(
                decode(
                        golden.getContent(),
                        golden.getContentType(),
                        target.width(),
                        target.height(),
                        header -> Optional.of(target)),
                target);
    }

    /** The pixels at the size that {@code target} asks for: the same object when they have it. */
    public static Pixels fit(Pixels pixels, InputShape target) {
        return Resize.to(target.width(), target.height(), pixels);
    }

    /** The media type of an image file, by its first bytes; empty when it is none that is read. */
    public static Optional<String> mediaType(ByteBuffer content) {
        return ImageFormat.sniff(Bytes.in(content)).map(ImageFormat::mediaType);
    }

    private Pixels decode(
            @Nullable ByteBuffer content,
            @Nullable String contentType,
            @Nullable Integer width,
            @Nullable Integer height,
            Function<ImageHeader, Optional<InputShape>> target)
            throws BadImageException {
        if (content == null || !content.hasRemaining()) {
            throw new BadImageException("content is empty");
        }
        if (content.remaining() > limits.maxBytes()) {
            throw new BadImageException(
                    "content has " + content.remaining() + " bytes: more than the limit of " + limits.maxBytes());
        }
        Bytes file = Bytes.in(content);
        if (contentType != null && ImageFormat.of(contentType) == ImageFormat.RGB8) {
            return raw(file, width, height);
        }
        return decodeFile(file, contentType, target);
    }

    private Pixels decodeFile(
            Bytes file, @Nullable String contentType, Function<ImageHeader, Optional<InputShape>> target)
            throws BadImageException {
        ImageFormat format = ImageFormat.sniff(file).orElseThrow(() -> unrecognised(contentType));
        if (contentType != null && ImageFormat.of(contentType) != format) {
            throw new BadImageException(
                    "contentType is '" + contentType + "', but the content is " + format.mediaType());
        }
        ImageHeader header = ImageHeader.read(format, file);
        header.requireWithin(limits);
        WholeFile.require(header, file);
        try {
            return decodeWhole(file, header, target);
        } catch (OutOfMemoryError e) {
            // As an error it would end its thread, and then, as the image is read again, each of the others.
            throw new BadImageException(
                    format + " declares " + header.width() + " x " + header.height()
                            + " pixels, and there is no memory for them: raise the heap (-Xmx), or lower image.max.pixels",
                    e);
        }
    }

    private Pixels decodeWhole(Bytes file, ImageHeader header, Function<ImageHeader, Optional<InputShape>> target)
            throws BadImageException {
        if (header.format() == ImageFormat.GIF) {
            return GifDecoder.decode(file, header);
        }
        Reduction reduction =
                target.apply(header).map(shape -> Reduction.of(header, shape)).orElse(Reduction.NONE);
        return nativeDecoder.decode(Metadata.leftOut(header.format(), file), header, reduction);
    }

    private Pixels raw(Bytes rgb, @Nullable Integer width, @Nullable Integer height) throws BadImageException {
        if (width == null || height == null || width < 1 || height < 1) {
            throw new BadImageException(
                    "image/x-rgb8 needs width and height above 0, but they are " + width + " and " + height);
        }
        ImageHeader.requirePixels(ImageFormat.RGB8, width, height, limits);
        long expected = (long) width * height * Pixels.CHANNELS;
        if (rgb.length() != expected) {
            throw new BadImageException("image/x-rgb8 of " + width + " x " + height + " pixels must have " + expected
                    + " bytes, but the content has " + rgb.length());
        }
        return new Pixels(width, height, rgb.toArray());
    }

    private static BadImageException unrecognised(@Nullable String contentType) {
        return new BadImageException("content is not a JPEG, PNG, BMP or GIF file"
                + (contentType == null
                        ? " (and contentType is absent)"
                        : ", though contentType is '" + contentType + "'"));
    }
}
