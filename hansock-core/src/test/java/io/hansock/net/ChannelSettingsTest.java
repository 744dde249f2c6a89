package io.hansock.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ConfigurationException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChannelSettingsTest {
    private static final Duration SOME = Duration.ofSeconds(1);

    private static ChannelSettings settings(
            Duration connect, int pending, int reply, Duration discard, Duration idle, int drain) {
        return new ChannelSettings(connect, pending, ChannelSettings.AtBound.WAIT, reply, discard, idle, drain);
    }

    private static void assertRefused(
            Duration connect, int pending, int reply, Duration discard, Duration idle, int drain, String message) {
        assertThatThrownBy(() -> settings(connect, pending, reply, discard, idle, drain))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message);
    }

    @Test
    void valuesThatCannotWorkAreRefusedByName() {
        assertThat(settings(SOME, 1, 1, SOME, Duration.ZERO, 1).maxPending()).isEqualTo(1);
        assertRefused(Duration.ZERO, 1, 1, SOME, SOME, 1, "the connect timeout must be more than zero, not PT0S");
        assertRefused(SOME, 0, 1, SOME, SOME, 1, "the bound of pending exchanges must be at least 1, not 0");
        assertRefused(SOME, 1, -1, SOME, SOME, 1, "the bound of reply bytes must be at least 1, not -1");
        assertRefused(SOME, 1, 1, SOME.negated(), SOME, 1, "the discard timeout must be more than zero, not PT-1S");
        assertRefused(
                SOME,
                1,
                1,
                SOME,
                SOME.negated(),
                1,
                "the idle timeout must not be negative, as PT-1S is; zero means never");
        assertRefused(SOME, 1, 1, SOME, SOME, 0, "the number of bytes to drain after must be at least 1, not 0");
    }
}
