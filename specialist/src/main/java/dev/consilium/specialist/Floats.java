package dev.consilium.specialist;

import java.util.ArrayList;
import java.util.List;

/** Avro's lists of floats. */
final class Floats {

    private Floats() {}

    static List<Float> asList(float[] values) {
        List<Float> list = new ArrayList<>(values.length);
        for (float value : values) {
            list.add(value);
        }
        return list;
    }
}
