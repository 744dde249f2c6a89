package io.hansock.faults;

import static io.hansock.faults.Speech.BY_TEAM;
import static io.hansock.faults.Speech.GROUP;
import static io.hansock.faults.Speech.MEMBERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.Hansock;
import io.hansock.Outcome;
import io.hansock.index.Update;
import io.hansock.testing.FaultyProxy;
import io.hansock.testing.FaultyProxy.Cut;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A change of several rows that ends before it was committed: it is undone, and its caller knows. */
@ExtendWith(MariaDbExtension.class)
class UndoneChangeIT {
    private final MariaDbServer server;

    UndoneChangeIT(MariaDbServer server) {
        this.server = server;
    }

    @BeforeEach
    void layTables() {
        server.sql("create or replace database " + Manner.DATABASE);
        server.sql(Speech.layingStatements(1));
    }

    @Test
    void whereTheConnectionBreaksWhileItWaitsForALock() throws SQLException {
        try (FaultyProxy proxy = FaultyProxy.to(server.sqlPort());
                Hansock hansock = Speech.CHANGE_OF_SEVERAL_ROWS
                        .client(new Backend.WithHandlerSocket(server), proxy)
                        .requestTimeout(PatientClient.PATIENCE)
                        .connectTimeout(PatientClient.PATIENCE)
                        .build();
                Connection other = server.connect()) {
            lockTheLastRow(other);
            CompletableFuture<Long> change = hansock.async().change(change(1));
            awaitWaiter();
            proxy.cut(Cut.RESET);
            CompletionException failure = catchThrowableOfType(CompletionException.class, change::join);
            assertThat(failure.getCause())
                    .isInstanceOfSatisfying(
                            ChannelLostException.class,
                            lost -> assertThat(lost.outcome()).isEqualTo(Outcome.NOTHING_SENT));
            other.rollback();
        }
        requireUnchanged();
    }

    @Test
    void whereTheDeadlinePassesWhileItWaitsForALock() throws SQLException {
        try (FaultyProxy proxy = FaultyProxy.to(server.sqlPort());
                Hansock hansock = Speech.CHANGE_OF_SEVERAL_ROWS
                        .client(new Backend.WithHandlerSocket(server), proxy)
                        .build();
                Connection other = server.connect()) {
            lockTheLastRow(other);
            assertThat(catchThrowableOfType(DeadlineException.class, () -> hansock.change(change(1)))
                            .outcome())
                    .isEqualTo(Outcome.NOTHING_SENT);
            other.rollback();
            requireUnchanged();
            assertThat(hansock.withTimeout(PatientClient.PATIENCE).change(change(2)))
                    .as("and it can be made again")
                    .isEqualTo(GROUP);
        }
    }

    private static Update<Speech.Member> change(long n) {
        return BY_TEAM.eq(0).limit(GROUP).set("n", n);
    }

    private static void lockTheLastRow(Connection other) throws SQLException {
        other.setAutoCommit(false);
        try (Statement statement = other.createStatement()) {
            statement.executeUpdate("update " + Manner.DATABASE + "." + MEMBERS.name() + " set n = n + 1 where id = 2");
        }
    }

    private void awaitWaiter() {
        await().until(() -> "1"
                .equals(server.queryValue(
                        "select count(*) from information_schema.innodb_trx where trx_state = 'LOCK WAIT'")));
    }

    private void requireUnchanged() {
        assertThat(server.query("select distinct n from " + Manner.DATABASE + "." + MEMBERS.name()))
                .as("what is in all rows")
                .singleElement()
                .satisfies(row -> assertThat(row).containsExactly("0"));
    }
}
