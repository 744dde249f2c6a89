package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.HansockInterruptedException;
import io.hansock.testing.SqlServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What callers leave behind on a connection, and that who has it next finds nothing of it. */
class SessionLeavingsIT {
    private static final String NAME = "session_leavings_it";
    private static final String LOAD = "load data local infile 'numbers.txt' into table numbers";

    @ParameterizedTest
    @EnumSource
    void contentThatIsNotThereLeavesNoServerWaitingForIt(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server().admin("set global local_infile = 1");
        try (SqlClient sql = fixture.builder()
                .login(LoginSettings::localInfile)
                .maxSessions(1)
                .requestTimeout(Duration.ofSeconds(10))
                .build()) {
            sql.update("create table numbers (n int primary key)");
            try (SqlSession session = sql.lease()) {
                assertThatThrownBy(() -> session.localInfile(LOAD, () -> {
                            throw new IllegalStateException("no such thing");
                        }))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("no such thing");
                assertThatThrownBy(() -> session.localInfile(LOAD, () -> null)).isInstanceOf(RuntimeException.class);
                assertThat(session.query("select count(*) from numbers").value(Integer.class))
                        .contains(0);
            }
            assertThat(sql.query("select 1").value(Integer.class)).contains(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void b13_theStatementOfAnInterruptedCallerIsStopped(SqlServer.Kind kind) throws Exception {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        try (SqlClient sql = fixture.builder().maxSessions(1).build()) {
            long id = sql.query("select connection_id()").value(Long.class).orElseThrow();
            AtomicReference<Throwable> problem = new AtomicReference<>();
            Thread caller = new Thread(() -> {
                try {
                    sql.query("select sleep(25)");
                } catch (RuntimeException e) {
                    problem.set(e);
                }
            });
            caller.start();
            Patience.until(() -> !sleepers(fixture).isEmpty());
            caller.interrupt();
            caller.join(5000);
            assertThat(problem.get()).isInstanceOf(HansockInterruptedException.class);
            assertThat(sql.query("select connection_id()").value(Long.class)).contains(id);
            assertThat(sleepers(fixture)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void noLockOutlivesItsSession(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server().admin("grant reload on *.* to '" + NAME + "'@'%'");
        try (SqlClient sql = fixture.builder().maxSessions(1).build();
                SqlClient other = fixture.builder()
                        .requestTimeout(Duration.ofSeconds(10))
                        .maxSessions(1)
                        .build()) {
            other.update("create table t (n int)");
            for (String lock : List.of(
                    "lock tables t write", "flush tables with read lock", "/* ours */ flush tables t with read lock")) {
                try (SqlSession session = sql.lease()) {
                    session.execute(lock);
                }
                assertThat(other.update("insert into t values (1)").affectedRows())
                        .as(lock)
                        .isEqualTo(1);
            }
            try (SqlSession session = sql.lease()) {
                session.query("select get_lock(?, 0)", NAME);
            }
            Patience.until(() -> other.query("select is_free_lock(?)", NAME)
                    .value(Integer.class)
                    .equals(Optional.of(1)));
        }
    }

    private static List<List<String>> sleepers(SqlFixture fixture) {
        return fixture.server()
                .query("select 1 from information_schema.processlist where info like 'select sleep(25)%'");
    }
}
