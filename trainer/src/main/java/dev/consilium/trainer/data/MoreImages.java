package dev.consilium.trainer.data;

import dev.consilium.avro.Image;
import java.io.IOException;

/** Images, and after them more. */
record MoreImages(LabelledImages first, LabelledImages more) implements LabelledImages {
    @Override
    public int size() {
        return first.size() + more.size();
    }

    @Override
    public int label(int index) {
        return index < first.size() ? first.label(index) : more.label(index - first.size());
    }

    @Override
    public Image image(int index) throws IOException {
        return index < first.size() ? first.image(index) : more.image(index - first.size());
    }

    @Override
    public String name(int index) {
        return index < first.size() ? first.name(index) : more.name(index - first.size());
    }
}
