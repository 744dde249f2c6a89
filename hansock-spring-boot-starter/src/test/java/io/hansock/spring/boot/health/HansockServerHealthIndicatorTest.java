package io.hansock.spring.boot.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.ServerFacts;
import io.hansock.ServerState;
import io.hansock.ServerState.Condition;
import io.hansock.ServerState.Wire;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class HansockServerHealthIndicatorTest {
    private static final Wire UP = wire(Condition.UP, "");
    private static final Wire OFF = wire(Condition.OFF, "writes do not take it");
    private static final Wire DOWN = wire(Condition.DOWN, "Connection refused");

    @Test
    void whatNobodyHasCalledIsUnknown() {
        Wire untried = wire(Condition.UNTRIED, "");
        assertThat(health(untried, untried, OFF, false).getStatus()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void handlerSocketDownAndSqlUpIsDegraded() {
        Health health = health(UP, DOWN, OFF, false);
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails())
                .containsEntry(
                        "degraded", "HandlerSocket cannot be used for reads, SQL carries them: Connection refused");
    }

    @Test
    void sqlDownAndHandlerSocketUpIsDegraded() {
        Health health = health(DOWN, UP, OFF, false);
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsEntry("degraded", "SQL cannot be used: Connection refused");
    }

    @Test
    void nothingUpIsDown() {
        assertThat(health(DOWN, DOWN, OFF, false).getStatus()).isEqualTo(Status.DOWN);
        assertThat(health(OFF, DOWN, OFF, false).getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void allUpIsUpWithoutRemark() {
        Health health = health(UP, UP, OFF, false);
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails()).doesNotContainKeys("degraded", "warning", "released");
    }

    @Test
    void aWritePortInUseIsAWarning() {
        assertThat(health(UP, UP, UP, false).getDetails()).containsKey("warning");
    }

    @Test
    void whatIsSuspectWhenAskedIsDown() {
        Wire suspect = wire(Condition.SUSPECT, "it did not answer within 1000 ms");
        assertThat(health(suspect, suspect, OFF, true).getStatus()).isEqualTo(Status.DOWN);
        assertThat(health(suspect, suspect, OFF, false).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void sqlIsNotSaidToCarryWhatItCannot() {
        Wire suspect = wire(Condition.SUSPECT, "Broken pipe");
        for (Wire sql : List.of(OFF, DOWN, suspect)) {
            assertThat(health(sql, suspect, OFF, false).getDetails())
                    .containsEntry("degraded", "HandlerSocket cannot be used for reads: Broken pipe");
        }
    }

    @Test
    void aWritePortThatIsOpenToOthersIsAWarningToo() {
        assertThat(health(UP, UP, OFF, false, true).getDetails())
                .hasEntrySatisfying(
                        "warning",
                        warning -> assertThat(warning)
                                .asString()
                                .contains("write port is open")
                                .contains("does not use it"));
    }

    @Test
    void tablesThatAreBeingChangedAreNoFault() {
        Wire released = wire(Condition.OFF, ServerState.RELEASED);
        Health health = health(UP, released, OFF, false);
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsKey("released").doesNotContainKey("degraded");
    }

    private static Health health(Wire sql, Wire reads, Wire writes, boolean probed) {
        return health(sql, reads, writes, probed, false);
    }

    private static Health health(Wire sql, Wire reads, Wire writes, boolean probed, boolean writePort) {
        ServerFacts facts =
                new ServerFacts(true, "10.11.9-MariaDB", false, false, false, writePort, Optional.of(ZoneOffset.UTC));
        ServerState state = new ServerState("east", "db-east", sql, reads, writes, Optional.of(facts));
        return new HansockServerHealthIndicator(() -> state, probed).health();
    }

    private static Wire wire(Condition condition, String reason) {
        return new Wire(
                condition,
                OptionalInt.of(3306),
                reason,
                condition == Condition.DOWN ? Optional.of(Duration.ofMillis(500)) : Optional.empty());
    }
}
