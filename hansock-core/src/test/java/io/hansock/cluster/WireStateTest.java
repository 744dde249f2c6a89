package io.hansock.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.ChannelLostException;
import io.hansock.HansockException;
import io.hansock.Outcome;
import io.hansock.ServerException;
import io.hansock.ServerState;
import io.hansock.ServerState.Condition;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is known of a way to a server, and what callers who need it are told. */
class WireStateTest {
    private final HansockException gone =
            new ChannelLostException("east", Outcome.NOTHING_SENT, "connection refused", null);
    private final WireState state = new WireState("east");

    @Test
    void whatIsNotDownRefusesNobody() {
        assertThat(state.refusal()).isNull();
        state.up();
        assertThat(state.refusal()).isNull();
        state.suspect("a connection broke");
        assertThat(state.refusal()).isNull();
        state.off("there is none");
        assertThat(state.refusal()).isNull();
    }

    @Test
    void whatIsDownSaysItsNameAndTheTimeOfTheNextTry() {
        state.down(gone, TimeUnit.SECONDS.toNanos(1));
        assertThat(state.refusal())
                .isInstanceOf(ChannelLostException.class)
                .hasMessageStartingWith("east: cannot be reached (connection refused")
                .hasMessageContaining("next try in")
                .hasMessageContaining("ms");
        ServerState.Wire view = state.view(OptionalInt.of(3306));
        assertThat(view.condition()).isEqualTo(Condition.DOWN);
        assertThat(view.isUsable()).isFalse();
        assertThat(view.reason()).startsWith("connection refused");
        assertThat(view.nextTry())
                .hasValueSatisfying(left -> assertThat(left).isBetween(Duration.ofMillis(1), Duration.ofSeconds(1)));
    }

    /** Who asks a server that is known to be down is refused as well; that must not become the reason, and its reason again. */
    @Test
    void theReasonIsWhatWentWrongFirst() {
        state.down(gone, TimeUnit.SECONDS.toNanos(1));
        for (int i = 0; i < 3; i++) {
            HansockException refusal = state.refusal();
            assertThat(refusal).hasMessageStartingWith("east: cannot be reached (connection refused), next try in ");
            state.down(refusal, TimeUnit.SECONDS.toNanos(1));
        }
        assertThat(state.why()).isEqualTo("connection refused");
    }

    @Test
    void aRefusalOfTheServersIsThatForEveryCaller() {
        state.down(
                new ServerException(
                        "east", 1045, "28000", ServerException.Kind.NOT_AUTHORISED, "the login", "Access denied for x"),
                1);
        HansockException first = state.refusal();
        HansockException second = state.refusal();
        assertThat(first).isInstanceOf(ServerException.class).isNotSameAs(second);
        assertThat(state.view(OptionalInt.empty()).reason()).doesNotContain("Access denied");
    }

    @Test
    void onlyWhatIsUpCanBecomeSuspect() {
        assertThat(state.suspect("x")).isFalse();
        state.up();
        assertThat(state.suspect("x")).isTrue();
        assertThat(state.suspect("y")).isFalse();
        assertThat(state.why()).isEqualTo("x");
        state.down(gone, 1);
        assertThat(state.suspect("z")).isFalse();
    }
}
