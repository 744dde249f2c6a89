package io.hansock.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.handlersocket.Port;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What proves a port as long as no other server has it. */
class EvidenceTest {
    private final Evidence evidence = new Evidence();
    private final List<String> told = new ArrayList<>();

    @Test
    void whatOneServerHasIsItsOwnForBothPortsAndEachTime() {
        assertThat(claim("east", Port.READ, "a")).isTrue();
        assertThat(claim("east", Port.WRITE, "a")).isTrue();
        assertThat(claim("east", Port.READ, "a")).isTrue();
        assertThat(claim("west", Port.READ, "b")).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void h30_whatAnotherHasTooIsNeithersAndTheFirstIsToldOnce() {
        claim("east", Port.READ, "a");
        assertThat(claim("west", Port.READ, "a")).isFalse();
        assertThat(told).containsExactly("east");
        assertThat(claim("east", Port.READ, "a")).isFalse();
        assertThat(claim("west", Port.READ, "a")).isFalse();
        assertThat(told).as("or they would look at each other for ever").containsExactly("east");
    }

    @Test
    void whatAServerHasNoMoreIsTheOthersAgain() {
        claim("east", Port.READ, "a");
        claim("west", Port.READ, "a");
        assertThat(claim("west", Port.READ, "b")).isTrue();
        assertThat(claim("east", Port.READ, "a")).isTrue();
    }

    private boolean claim(String server, Port port, String text) {
        return evidence.isOwn(server, port, text, () -> told.add(server));
    }
}
