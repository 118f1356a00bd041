package dev.consilium.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void shouldHaveDefaultNames() {
        assertThat(Topics.defaults())
                .isEqualTo(new Topics(
                        "images", "predictions", "models", "model-artifacts", "roster", "rollouts", "dead-letters"));
    }

    @Test
    void shouldPrefixEveryName() {
        assertThat(Topics.defaults().prefixed("a."))
                .isEqualTo(new Topics(
                        "a.images",
                        "a.predictions",
                        "a.models",
                        "a.model-artifacts",
                        "a.roster",
                        "a.rollouts",
                        "a.dead-letters"));
    }

    @Test
    void shouldRefuseIllegalNames() {
        assertThatThrownBy(() -> Topics.defaults().prefixed("my topics/"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'my topics/images' is no legal topic name");
    }

    @Test
    void shouldRefuseATopicWithTwoRoles() {
        assertThatThrownBy(() -> new Topics("images", "images", "m", "a", "r", "o", "d"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the topic 'images' has two roles");
    }
}
