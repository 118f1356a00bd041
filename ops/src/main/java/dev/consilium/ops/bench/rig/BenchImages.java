package dev.consilium.ops.bench.rig;

import dev.consilium.avro.Image;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.image.Pixels;
import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.data.DecodedImages;
import dev.consilium.trainer.data.Selection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Images of one kind, in memory. Immutable; any thread. */
public record BenchImages(ImageKind kind, List<Image> distinct) {

    private static final InputShape SMALL = new InputShape(32, 32);

    public BenchImages {
        distinct = List.copyOf(distinct);
    }

    static BenchImages of(ImageKind kind, DataSet data) throws IOException {
        DecodedImages decoded = DecodedImages.of(Selection.balanced(data.judged(), kind.distinct(), 1), SMALL);
        List<Image> images = new ArrayList<>();
        for (int i = 0; i < decoded.size(); i++) {
            images.add(image(kind, i, decoded.pixels(i), data.classNames().get(decoded.label(i))));
        }
        return new BenchImages(kind, images);
    }

    /** The {@code index}th of a stream that repeats them for ever; its id is the index. */
    public Image image(long index) {
        return Image.newBuilder(distinct.get((int) (index % distinct.size())))
                .setId(Long.toString(index))
                .build();
    }

    private static Image image(ImageKind kind, int index, Pixels pixels, String label) throws IOException {
        Image.Builder image = Image.newBuilder().setId(Integer.toString(index)).setAttributes(Map.of("label", label));
        return switch (kind) {
            case JPEG_32 ->
                image.setContentType("image/jpeg")
                        .setContent(ByteBuffer.wrap(Jpegs.small(pixels)))
                        .build();
            case RGB8_32 ->
                image.setContentType("image/x-rgb8")
                        .setWidth(pixels.width())
                        .setHeight(pixels.height())
                        .setContent(ByteBuffer.wrap(pixels.rgb()))
                        .build();
            case JPEG_640 ->
                image.setContentType("image/jpeg")
                        .setContent(ByteBuffer.wrap(Jpegs.large(pixels, index)))
                        .build();
        };
    }
}
