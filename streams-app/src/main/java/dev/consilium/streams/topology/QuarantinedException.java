package dev.consilium.streams.topology;

/** The process died twice at an image, the second time at it alone: it is not decoded a third time. */
public final class QuarantinedException extends Exception {

    QuarantinedException() {
        super(
                "The process died twice while this image was decoded and judged, the second time while it was the only one:"
                        + " it was not tried again. When the cause is mended, or was a kill from outside, replay it");
    }
}
