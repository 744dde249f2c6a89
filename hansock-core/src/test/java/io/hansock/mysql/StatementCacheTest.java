package io.hansock.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.buffer.ByteWriter;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class StatementCacheTest {
    private final StatementCache cache = new StatementCache(2);

    @Test
    void theOneNotUsedForLongestGivesWayAndIsClosedFirst() {
        add(1);
        add(2);
        assertThat(cache.find("1")).isNotNull();
        cache.makeRoom();
        assertThat(cache.find("2")).isNull();
        assertThat(cache.find("1")).isNotNull();
        assertThat(closings()).isEqualTo("05000000" + "19" + "02000000");
    }

    @Test
    void aClosingIsNamedUntilItsRequestWasAnswered() {
        cache.close(add(7));
        assertThat(closings()).isEqualTo("05000000" + "19" + "07000000");
        cache.close(add(8));
        assertThat(closings()).isEqualTo("05000000" + "19" + "07000000" + "05000000" + "19" + "08000000");
        cache.confirmLeft();
        assertThat(closings()).isEmpty();
    }

    @Test
    void whatIsInUseStays() {
        ServerStatement used = add(1);
        used.uses++;
        add(2);
        cache.makeRoom(2);
        assertThat(cache.find("1")).isSameAs(used);
        cache.close("1");
        assertThat(cache.find("1")).isSameAs(used);
    }

    @Test
    void b5_aClosedStatementIsNotFoundAgainAndClosedOnce() {
        ServerStatement statement = add(1);
        cache.close("1");
        cache.close(statement);
        assertThat(cache.find("1")).isNull();
        assertThat(statement.isClosed).isTrue();
        assertThat(closings()).isEqualTo("05000000" + "19" + "01000000");
    }

    @Test
    void whatTheServerHasForgottenNeedsNoWord() {
        ServerStatement statement = add(1);
        cache.close(add(2));
        cache.forgetAll();
        assertThat(statement.isClosed).isTrue();
        assertThat(cache.size()).isZero();
        assertThat(closings()).isEmpty();
    }

    @Test
    void b2_withoutACacheAStatementLeavesWhenItWasExecuted() {
        StatementCache none = new StatementCache(0);
        ServerStatement statement = new ServerStatement("1", 1, 0, null);
        none.add(statement);
        assertThat(none.find("1")).isSameAs(statement);
        none.executed(statement);
        assertThat(none.find("1")).isNull();
        assertThat(statement.isClosed).isTrue();
    }

    private ServerStatement add(int id) {
        ServerStatement statement = new ServerStatement(String.valueOf(id), id, 0, null);
        cache.add(statement);
        return statement;
    }

    private String closings() {
        ByteWriter out = new ByteWriter(16, 1024);
        cache.closeLeaving(out);
        return HexFormat.of().formatHex(out.toByteArray());
    }
}
