package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.report.Figures;
import java.util.Locale;

/**
 * What was found at one rate.
 *
 * @param imagesPerSecond what the rate came to
 * @param lagP99Millis how late the load itself was, for 99 % of the images: it is part of the latencies of both
 * @param app answers of the app
 * @param passThrough answers of the topology without models
 * @param stages what the app has timed itself
 */
record RateResult(Rate rate, double imagesPerSecond, double lagP99Millis, Seen app, Seen passThrough, Stages stages) {

    double excessP50Millis() {
        return app.uncommitted().p50Millis() - passThrough.uncommitted().p50Millis();
    }

    double excessP99Millis() {
        return app.uncommitted().p99Millis() - passThrough.uncommitted().p99Millis();
    }

    /** What a reader of committed records waits for longer than one that does not care. */
    double commitMillis() {
        return app.committed().p50Millis() - app.uncommitted().p50Millis();
    }

    Figures figures() {
        return Figures.part()
                .with("rate", rate.text())
                .with("imagesPerSecond", imagesPerSecond)
                .with("uncommitted", app.uncommitted().figures())
                .with("committed", app.committed().figures())
                .with("passThrough", passThrough.figures())
                .with("excessP50Millis", excessP50Millis())
                .with("excessP99Millis", excessP99Millis())
                .with("forwardMillis", stages.forwardMillis())
                .with("batchImages", stages.batchImages())
                .with("commitMillis", commitMillis())
                .with("stageMillis", stages.millis())
                .with("stageShares", stages.shares(app.uncommitted(), commitMillis()))
                .with("loadLagP99Millis", lagP99Millis);
    }

    String line(String name) {
        return String.format(
                Locale.ROOT,
                "%-14s p50 %.1f, p99 %.1f, p99.9 %.1f ms; committed p99 %.1f ms; over a pass-through p50 %+.1f, p99 %+.1f ms",
                name,
                app.uncommitted().p50Millis(),
                app.uncommitted().p99Millis(),
                app.uncommitted().p999Millis(),
                app.committed().p99Millis(),
                excessP50Millis(),
                excessP99Millis());
    }
}
