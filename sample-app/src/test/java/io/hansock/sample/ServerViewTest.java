package io.hansock.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.ServerState;
import io.hansock.ServerState.Condition;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerViewTest {
    @ParameterizedTest
    @CsvSource({
        "UP,       UP,       UP",
        "UNTRIED,  UP,       UP",
        "OFF,      UP,       UP",
        "UP,       OFF,      UP",
        "DOWN,     UP,       DEGRADED",
        "UP,       DOWN,     DEGRADED",
        "DOWN,     DOWN,     DOWN",
        "OFF,      DOWN,     DOWN",
        "UNTRIED,  DOWN,     DOWN",
        "SUSPECT,  UP,       SUSPECT",
        "DOWN,     SUSPECT,  SUSPECT",
        "UNTRIED,  UNTRIED,  UNTRIED",
    })
    void bothWiresMakeOneState(Condition handlerSocket, Condition sql, ServerView.Overall overall) {
        ServerState state =
                new ServerState("alpha", "db", wire(sql), wire(handlerSocket), wire(Condition.OFF), Optional.empty());

        assertThat(ServerView.of(state).condition()).isEqualTo(overall);
    }

    private static ServerState.Wire wire(Condition condition) {
        return new ServerState.Wire(condition, OptionalInt.empty(), "", Optional.empty());
    }
}
