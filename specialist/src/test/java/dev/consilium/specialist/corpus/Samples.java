package dev.consilium.specialist.corpus;

import dev.consilium.avro.Image;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gathers inputs under names. */
final class Samples {

    private final Map<String, Image> byName = new LinkedHashMap<>();

    Samples add(String name, byte[] content) {
        return add(name, content, null);
    }

    Samples add(String name, byte[] content, String contentType) {
        return add(name, content, contentType, null, null);
    }

    Samples add(String name, byte[] content, String contentType, Integer width, Integer height) {
        return add(name, new Image(name, ByteBuffer.wrap(content), contentType, width, height, Map.of()));
    }

    Samples add(String name, Image image) {
        if (byName.put(name, image) != null) {
            throw new IllegalArgumentException("two samples are '" + name + "'");
        }
        return this;
    }

    /** A file that ends at so many places, evenly spread from a byte on. */
    Samples addCuts(String name, byte[] file, int from, int places) {
        for (int i = 0; i < places; i++) {
            int length = from + (int) ((long) (file.length - 1 - from) * i / (places - 1));
            add(name + ", the first " + length + " of " + file.length + " bytes", Arrays.copyOf(file, length));
        }
        return this;
    }

    Map<String, Image> byName() {
        return Collections.unmodifiableMap(byName);
    }
}
