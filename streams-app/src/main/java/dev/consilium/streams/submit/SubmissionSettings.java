package dev.consilium.streams.submit;

import java.time.Duration;

/**
 * Whether and how images may be brought over HTTP.
 *
 * @param maxBytes of one image
 * @param answerWithin how long an outcome is waited for
 */
public record SubmissionSettings(int maxBytes, Duration answerWithin) {}
