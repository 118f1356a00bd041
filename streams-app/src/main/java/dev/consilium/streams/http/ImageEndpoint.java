package dev.consilium.streams.http;

import dev.consilium.streams.submit.Answer;
import dev.consilium.streams.submit.ImageSubmission;
import dev.consilium.streams.watch.Sighting;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /api/images}: one image file as the body, its prediction as the answer. A refusal is JSON with an {@code error} that says
 * what to do. Blocks its thread until the answer is there; the submission bounds how many wait.
 */
final class ImageEndpoint implements Handler {

    private static final Logger LOG = LoggerFactory.getLogger(ImageEndpoint.class);

    /** W3C Trace Context: whoever brings the image finds it again in the traces. */
    private static final List<String> TRACE_CONTEXT = List.of("traceparent", "tracestate");

    private final Optional<ImageSubmission> submission;

    /** @param submission empty: nothing may be brought */
    ImageEndpoint(Optional<ImageSubmission> submission) {
        this.submission = submission;
    }

    @Override
    public void handle(Context context) throws IOException, InterruptedException {
        if (submission.isEmpty()) {
            refuse(context, HttpStatus.FORBIDDEN, "This app is read-only: start it with http.submit.enabled=true");
            return;
        }
        // Also keeps other sites out: a browser asks before it sends this type to a foreign address, and is not
        // answered.
        String type = context.contentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("image/")) {
            refuse(
                    context,
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "Send one image file as the body, with its Content-Type, for example image/png");
            return;
        }
        int most = submission.get().settings().maxBytes();
        byte[] content = context.bodyInputStream().readNBytes(most + 1);
        if (content.length == 0) {
            refuse(context, HttpStatus.BAD_REQUEST, "The body is empty: send one image file");
        } else if (content.length > most) {
            refuse(
                    context,
                    HttpStatus.CONTENT_TOO_LARGE,
                    "The image has more than " + most + " bytes (http.submit.max.bytes): send a smaller one");
        } else {
            ask(context, submission.get(), content);
        }
    }

    private static void ask(Context context, ImageSubmission submission, byte[] content) throws InterruptedException {
        try {
            tell(context, submission.submit(content, traceContext(context)));
        } catch (RecordTooLargeException e) {
            refuse(
                    context,
                    HttpStatus.CONTENT_TOO_LARGE,
                    "The broker takes no record of this size: send a smaller image, or raise max.message.bytes of the topic");
        } catch (KafkaException e) {
            LOG.atWarn().addKeyValue("reason", e.getMessage()).log("An image could not be submitted");
            refuse(
                    context,
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Kafka or the registry did not take it: the app's log says why");
        }
    }

    private static Map<String, String> traceContext(Context context) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : TRACE_CONTEXT) {
            Optional.ofNullable(context.header(name)).ifPresent(value -> headers.put(name, value));
        }
        return headers;
    }

    private static void tell(Context context, Answer answer) {
        if (answer instanceof Answer.Predicted predicted) {
            context.json(Sighting.of(0, predicted.prediction(), predicted.took().toMillis(), null));
        } else if (answer instanceof Answer.Buried buried) {
            refuse(context, HttpStatus.UNPROCESSABLE_CONTENT, buried.reason());
        } else if (answer instanceof Answer.Late late) {
            refuse(
                    context,
                    HttpStatus.GATEWAY_TIMEOUT,
                    "Image " + late.imageId() + " has no outcome after "
                            + late.limit().toSeconds() + " s (http.submit.timeout); it is on its topic and will be"
                            + " answered when its partition moves");
        } else {
            refuse(
                    context,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "As many images as are allowed at once are on their way: send it again in a moment");
        }
    }

    private static void refuse(Context context, HttpStatus status, String error) {
        context.status(status).json(Map.of("error", error));
    }
}
