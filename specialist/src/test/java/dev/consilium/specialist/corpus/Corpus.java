package dev.consilium.specialist.corpus;

import java.util.List;
import java.util.stream.Stream;

/** All kinds of images. */
public final class Corpus {

    private Corpus() {}

    /** Made anew at each call. */
    public static List<Kind> kinds() {
        return Stream.of(
                        PngKinds.all(),
                        BadPngKinds.all(),
                        JpegKinds.all(),
                        BadJpegKinds.all(),
                        BmpKinds.all(),
                        GifKinds.all(),
                        RawKinds.all(),
                        TypeKinds.all(),
                        StrangeKinds.all())
                .flatMap(List::stream)
                .toList();
    }
}
