package dev.consilium.trainer;

import dev.consilium.specialist.InputShape;
import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.plan.Plan;
import dev.consilium.trainer.stream.StreamOptions;
import dev.consilium.trainer.stream.StreamedImages;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a training learns from: a data set, what the stream teaches, or both.
 *
 * @param set all of it
 * @param streamed what of it lies in a temporary file
 */
record TrainingData(DataSet set, Plan plan, Optional<StreamedImages> streamed) implements AutoCloseable {

    /** A data set alone. */
    static TrainingData of(DataSet set, String plan) throws IOException {
        return new TrainingData(set, Plan.parse(plan, set.classNames()), Optional.empty());
    }

    /**
     * What the stream teaches, perhaps with other images against forgetting. What is measured on is of the others then, as without the stream.
     *
     * @param plan empty: as the known versions have it
     * @param known versions that say what the classes are called
     * @param shape that the images will be decoded to
     * @throws IllegalArgumentException when others, plan and known versions do not fit together
     */
    static TrainingData of(
            StreamOptions stream,
            Optional<DataSet> others,
            Optional<String> plan,
            GlobalClasses known,
            InputShape shape,
            PrintWriter console)
            throws IOException {
        others.ifPresent(known::requireIn);
        List<String> classNames = others.map(DataSet::classNames).orElseGet(known::names);
        Plan planned = plan.isPresent() ? Plan.parse(plan.get(), classNames) : known.plan();
        StreamedImages streamed = stream.read(classNames, shape, console);
        DataSet set = others.map(each -> each.withMore(streamed))
                .orElseGet(() -> new DataSet(Path.of(stream.topic()), classNames, streamed, Optional.empty()));
        return new TrainingData(set, planned, Optional.of(streamed));
    }

    @Override
    public void close() throws IOException {
        if (streamed.isPresent()) {
            streamed.get().close();
        }
    }
}
