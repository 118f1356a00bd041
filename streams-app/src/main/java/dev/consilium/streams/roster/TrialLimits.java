package dev.consilium.streams.roster;

import dev.consilium.avro.Promote;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Under which circumstances a version on trial is promoted by itself, or withdrawn. Stateless. */
final class TrialLimits {

    /**
     * The end of a trial.
     *
     * @param reason with the figures that it rests on
     */
    record End(boolean promoted, String reason) {}

    private TrialLimits() {}

    /**
     * What the limits say: promotion when all of them hold for at least {@code minImages} images; withdrawal when one does not, or as
     * soon as it cannot hold any more at that number.
     *
     * @return empty while more images have to be seen
     */
    static Optional<End> judge(Promote limits, TrialStatistics seen) {
        long wanted = limits.getMinImages();
        List<String> missed = new ArrayList<>();
        // Those that are certain to miss at the wanted number, however the rest turns out.
        double atMostAgreeing = (wanted - (seen.images() - seen.sameAnswers())) / (double) wanted;
        double atLeastFailing = seen.errors() / (double) wanted;
        boolean enough = seen.images() >= wanted && (gain(limits) == null || seen.labelled() >= wanted);
        if ((enough ? seen.agreement() : atMostAgreeing) < limits.getMinAgreement()) {
            missed.add(text("agreement %.4f, at least %.4f asked", seen.agreement(), limits.getMinAgreement()));
        }
        if ((enough ? seen.errorShare() : atLeastFailing) > limits.getMaxErrorShare()) {
            missed.add(text("errors %.4f, at most %.4f allowed", seen.errorShare(), limits.getMaxErrorShare()));
        }
        if (enough && seen.latencyRatio() > limits.getMaxLatencyRatio()) {
            missed.add(
                    text("latency ratio %.2f, at most %.2f allowed", seen.latencyRatio(), limits.getMaxLatencyRatio()));
        }
        Double least = gain(limits);
        if (enough && least != null && seen.accuracyGain() < least) {
            missed.add(text("accuracy gain %.4f, at least %.4f asked", seen.accuracyGain(), least));
        }
        if (!missed.isEmpty()) {
            return Optional.of(
                    new End(false, "failed its trial: " + String.join("; ", missed) + " (" + figures(seen) + ")"));
        }
        return enough ? Optional.of(new End(true, "passed its trial: " + figures(seen))) : Optional.empty();
    }

    private static @Nullable Double gain(Promote limits) {
        return limits.getMinLabelledAccuracyGain();
    }

    private static String figures(TrialStatistics seen) {
        String labelled = seen.labelled() == 0
                ? ""
                : text(", accuracy gain %.4f on %d labelled", seen.accuracyGain(), seen.labelled());
        return text(
                        "%d images, agreement %.4f, errors %.4f, latency ratio %.2f",
                        seen.images(), seen.agreement(), seen.errorShare(), seen.latencyRatio())
                + labelled;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
