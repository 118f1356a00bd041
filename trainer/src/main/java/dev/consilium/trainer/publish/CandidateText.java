package dev.consilium.trainer.publish;

import dev.consilium.avro.Candidate;
import dev.consilium.avro.CandidateMode;
import dev.consilium.avro.Promote;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A version on trial, for people and as JSON. */
final class CandidateText {

    private CandidateText() {}

    /** For example {@code canary on 10 % of the images, promoted after 1000}. */
    static String of(Candidate candidate) {
        if (candidate.getMode() != CandidateMode.CANARY) {
            return "shadow";
        }
        String share = String.format(Locale.ROOT, "canary on %.3g %% of the images", candidate.getShare() * 100);
        Promote promote = candidate.getPromote();
        return promote == null ? share : share + ", promoted after " + promote.getMinImages();
    }

    static Map<String, Object> figures(Candidate candidate) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("version", candidate.getVersion());
        figures.put("mode", candidate.getMode().name());
        figures.put("share", candidate.getShare());
        Promote promote = candidate.getPromote();
        if (promote != null) {
            Map<String, Object> limits = new LinkedHashMap<>();
            limits.put("minImages", promote.getMinImages());
            limits.put("minAgreement", promote.getMinAgreement());
            limits.put("minLabelledAccuracyGain", promote.getMinLabelledAccuracyGain());
            limits.put("maxErrorShare", promote.getMaxErrorShare());
            limits.put("maxLatencyRatio", promote.getMaxLatencyRatio());
            figures.put("promote", limits);
        }
        return figures;
    }
}
