package io.hansock.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.sql.Capabilities;
import org.junit.jupiter.api.Test;

class AgreedTest {
    @Test
    void versionsAreComparedAsNumbers() {
        assertThat(version("10.11.18-MariaDB").isAtLeast(10, 2, 4)).isTrue();
        assertThat(version("10.11.18-MariaDB").isAtLeast(10, 11, 18)).isTrue();
        assertThat(version("10.11.18-MariaDB").isAtLeast(10, 11, 19)).isFalse();
        assertThat(version("9.7.4").isAtLeast(10, 0, 0)).isFalse();
        assertThat(version("9.7.4").isAtLeast(8, 0, 30)).isTrue();
        assertThat(version("9.7").isAtLeast(9, 7, 0)).isFalse();
        assertThat(version("9").isAtLeast(8, 9, 9)).isTrue();
        assertThat(version("mine").isAtLeast(0, 0, 0)).isFalse();
        assertThat(version("99999999999.1.1").isAtLeast(1, 0, 0)).isTrue();
        assertThat(version("").isAtLeast(0, 0, 0)).isFalse();
    }

    private static Agreed version(String text) {
        return new Agreed(Capabilities.NONE, text, false, 1, false);
    }
}
