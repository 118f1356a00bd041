package dev.consilium.trainer.publish;

import dev.consilium.trainer.progress.ProgressMeter;
import dev.consilium.trainer.progress.Unit;
import java.io.PrintWriter;
import java.util.Optional;

/** Shows how far the upload of each module is. One thread only. */
final class UploadMeter implements Publisher.UploadProgress, AutoCloseable {

    private final PrintWriter console;
    private String specialist = "";
    private Optional<ProgressMeter> meter = Optional.empty();

    UploadMeter(PrintWriter console) {
        this.console = console;
    }

    @Override
    public void at(String uploaded, long bytes, long ofBytes) {
        if (!uploaded.equals(specialist)) {
            close();
            specialist = uploaded;
            meter = Optional.of(ProgressMeter.on(console, "Uploading " + specialist, Unit.MEGABYTES, ofBytes));
        }
        meter.ifPresent(open -> open.at(bytes));
    }

    @Override
    public void close() {
        meter.ifPresent(ProgressMeter::close);
        meter = Optional.empty();
    }
}
