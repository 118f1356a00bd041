package dev.consilium.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorsTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new NoSuchFileException("photos"), "there is no file or folder photos"),
                Arguments.of(new AccessDeniedException("photos"), "photos: this user may not read or write it"),
                Arguments.of(new SaslAuthenticationException("Authentication failed"), "--command-config"),
                Arguments.of(new TopicAuthorizationException("Not authorized: [images]"), "consilium doctor"),
                Arguments.of(new UnknownTopicOrPartitionException("This server does not host it"), "topic.<role>"),
                Arguments.of(new TimeoutException("Timed out waiting for a node"), "consilium doctor"),
                Arguments.of(new OutOfMemoryError("Java heap space"), "CONSILIUM_HEAP"),
                Arguments.of(new UnsatisfiedLinkError("libtorch.so: no such file"), "consilium doctor"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void shouldNameCauseAndCure(Throwable failure, String cure) {
        assertThat(Errors.line(failure)).contains(failure.getMessage(), cure);
    }

    @Test
    void shouldSkipWhatOnlyCarriesAnother() {
        // Given
        IOException told = new IOException("photos/one.png is no image");

        // Then
        assertThat(Errors.line(new ExecutionException(new UncheckedIOException(told))))
                .isEqualTo("photos/one.png is no image");
        assertThat(Errors.line(new IllegalStateException(told))).isEqualTo("photos/one.png is no image");
        assertThat(Errors.line(new IllegalStateException("the image cannot be sent", told)))
                .isEqualTo("the image cannot be sent");
    }
}
