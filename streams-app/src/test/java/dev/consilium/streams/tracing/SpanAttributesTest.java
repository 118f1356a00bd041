package dev.consilium.streams.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SpanAttributesTest {

    @Test
    void shouldBeDocumented() throws Exception {
        String document = Files.readString(Path.of(System.getProperty("consilium.home"), "docs", "tracing.md"));

        for (Field field : SpanAttributes.class.getFields()) {
            if (field.get(null) instanceof AttributeKey<?> key) {
                assertThat(document).contains("`" + key.getKey() + "`");
            }
        }
    }
}
