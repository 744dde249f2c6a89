package io.hansock.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoLoadCommandTest {
    @Test
    void whatIsLeftOutHasADefault() {
        assertThat(DemoLoadCommand.plan()).isEqualTo(new LoadRun.Plan(10, 32, 5));
        assertThat(DemoLoadCommand.plan("60", "256")).isEqualTo(new LoadRun.Plan(60, 256, 5));
        assertThat(DemoLoadCommand.plan("60", "--hansock.guard=warn")).isEqualTo(new LoadRun.Plan(60, 32, 5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0           | seconds must be within 1 and 60, not 0",
                "61          | seconds must be within 1 and 60, not 61",
                "10 257      | callers must be within 1 and 256, not 257",
                "10 32 101   | percent of views must be within 0 and 100, not 101",
                "10 many     | callers must be a number, not many",
                "10 32 5 now | load takes seconds, callers and percent of views, not 4 words",
            })
    void whatCannotBeDoneIsSaidBeforeAnythingIsStarted(String args, String message) {
        assertThatThrownBy(() -> DemoLoadCommand.plan(args.split(" ", -1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
