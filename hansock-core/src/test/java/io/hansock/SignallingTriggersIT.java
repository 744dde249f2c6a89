package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.hansock.index.Index;
import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.index.Upsert;
import io.hansock.sql.Pipeline;
import io.hansock.sql.RowStream;
import io.hansock.sql.SqlClient;
import io.hansock.sql.SqlFixture;
import io.hansock.sql.SqlSession;
import io.hansock.testing.SqlServer;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Triggers that refuse, behind a row that stays, with a number by which the server itself says that it has executed nothing. */
class SignallingTriggersIT {
    private static final String NAME = "signalling_triggers_it";
    private static final Table<Line> LINES = Table.of("lines", Line.class).database(NAME);

    /** Twice as long as what has only just been read is believed. */
    private static final Duration A_MOMENT = Duration.ofMillis(200);

    record Line(@Nullable Integer id, int v) {}

    /** By which a server says that a statement has to be prepared again, or that it knows no such statement. */
    @ParameterizedTest
    @CsvSource({
        "MARIADB_10_11, 1615", "MARIADB_11_8, 1615", "MYSQL_9_7, 1615",
        "MARIADB_10_11, 1243", "MARIADB_11_8, 1243", "MYSQL_9_7, 1243"
    })
    @Retention(RetentionPolicy.RUNTIME)
    @interface OnEachServerWithEachCode {}

    private static SqlFixture fixture(SqlServer.Kind kind, int code) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server()
                .admin(
                        "use " + NAME,
                        "create table `lines` (id int primary key auto_increment, v int) engine=myisam",
                        "insert into `lines` values (1, 7)",
                        "create table log (n int) engine=myisam",
                        "create trigger refuses after insert on `lines` for each row begin"
                                + " insert into log values (1); signal sqlstate 'HY000' set mysql_errno = " + code
                                + "; end",
                        "create trigger refuses_too after update on `lines` for each row begin"
                                + " insert into log values (2); signal sqlstate 'HY000' set mysql_errno = " + code
                                + "; end");
        return fixture;
    }

    private static String logged(SqlFixture fixture) {
        return fixture.server().queryValue("select group_concat(n order by n) from " + NAME + ".log");
    }

    @OnEachServerWithEachCode
    void aCommandThatMayHaveBeenExecutedIsNotSentAgain(SqlServer.Kind kind, int code) {
        SqlFixture fixture = fixture(kind, code);
        try (Hansock hansock = fixture.hansock().build()) {
            assertThat(refusal(() -> hansock.insert(Insert.into(LINES).set("v", 8))))
                    .isEqualTo(code);
            assertThat(logged(fixture)).isEqualTo("1");
            assertThat(refusal(() -> hansock.update(LINES.key(1).set("v", 9)))).isEqualTo(code);
            assertThat(refusal(() -> hansock.upsert(Upsert.of(LINES, new Line(1, 10)))))
                    .isEqualTo(code);
            assertThat(logged(fixture)).isEqualTo("1,2,2");
            fixture.server().admin("drop trigger " + NAME + ".refuses", "drop trigger " + NAME + ".refuses_too");
            hansock.insert(Insert.into(LINES).set("v", 8));
            assertThat(hansock.update(LINES.key(1).set("v", 9))).isEqualTo(1);
        }
    }

    @OnEachServerWithEachCode
    void aStatementThatMayHaveBeenExecutedIsNotSentAgain(SqlServer.Kind kind, int code) {
        SqlFixture fixture = fixture(kind, code);
        try (SqlClient sql = fixture.client();
                SqlClient forgetful = fixture.builder().cachedStatements(0).build();
                SqlSession session = sql.lease()) {
            String insert = "insert into `lines` (v) values (?)";
            List<Pipeline.Answer<?>> answers = new ArrayList<>();
            List<ThrowingCallable> ways = List.of(
                    () -> sql.update(insert, 11),
                    () -> forgetful.update(insert, 12),
                    () -> session.prepare(insert).update(13),
                    () -> sql.async().update(insert, 14).join(),
                    () -> sql.batch(insert, List.of(List.of(15))),
                    () -> sql.batch(insert, List.of(List.of(16), List.of(17))),
                    () -> sql.transaction(own -> own.update(insert, 18)),
                    () -> {
                        sql.pipeline(all -> {
                            for (int v = 20; v < 25; v++) {
                                answers.add(all.update(insert, v));
                            }
                        });
                        answers.get(4).get();
                    });
            for (ThrowingCallable way : ways) {
                assertThat(refusal(way)).isEqualTo(code);
            }
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(refusal(answer::get)).isEqualTo(code));
            assertThat(fixture.server()
                            .query("select v from " + NAME + ".`lines` group by v having v > 10 and count(*) > 1"))
                    .isEmpty();
            assertThat(fixture.server().queryValue("select count(*) from " + NAME + ".`lines` where v >= 20"))
                    .isEqualTo("5");
        }
    }

    /** Rows are read; what the function does beside that is done once, whatever asks for them. */
    @ParameterizedTest
    @EnumSource
    void aQueryWhoseFunctionRefusesIsNotSentAgain(SqlServer.Kind kind) {
        SqlFixture fixture = fixture(kind, 1243);
        fixture.server()
                .admin(
                        "use " + NAME,
                        "create function notes(n int) returns int modifies sql data begin"
                                + " insert into log values (n); signal sqlstate 'HY000' set mysql_errno = 1243;"
                                + " return n; end");
        try (SqlClient sql = fixture.client();
                SqlSession session = sql.lease()) {
            List<ThrowingCallable> ways = List.of(
                    () -> sql.query("select notes(?)", 11),
                    () -> {
                        try (RowStream rows = sql.stream("select notes(?)", 12)) {
                            assertThat(rows.hasNext()).isFalse();
                        }
                    },
                    () -> {
                        try (RowStream rows = session.cursor(1, "select notes(?)", 13)) {
                            assertThat(rows.hasNext()).isFalse();
                        }
                    });
            for (ThrowingCallable way : ways) {
                assertThat(refusal(way)).isEqualTo(1243);
            }
            assertThat(logged(fixture)).isEqualTo("11,12,13");
        }
    }

    /** By which servers refuse what no longer fits a table's definition: the table is read again, and what was refused is not sent again. */
    @ParameterizedTest
    @CsvSource({
        "MARIADB_10_11, 1054", "MARIADB_11_8, 1054", "MYSQL_9_7, 1054",
        "MARIADB_10_11, 1146", "MARIADB_11_8, 1176", "MYSQL_9_7, 1146"
    })
    void aTriggerThatRefusesAsIfTheTableHadChangedIsRunOnce(SqlServer.Kind kind, int code) {
        SqlFixture fixture = fixture(kind, code);
        fixture.server().admin("use " + NAME, "alter table `lines` engine=innodb");
        Index<Line> all = LINES.primary();
        try (Hansock hansock = fixture.hansock().build()) {
            List<ThrowingCallable> ways = List.of(
                    () -> hansock.insert(Insert.into(LINES).set("v", 8)),
                    () -> hansock.update(LINES.key(1).set("v", 9)),
                    () -> hansock.upsert(Upsert.of(LINES, new Line(1, 10))),
                    () -> hansock.change(all.ge(1).limit(5).set("v", 11)),
                    () -> hansock.async()
                            .insert(Insert.into(LINES).set("v", 12))
                            .join());
            for (ThrowingCallable way : ways) {
                assertThat(hansock.findOne(LINES, 1)).isPresent();
                await().pollDelay(A_MOMENT).until(() -> true);
                assertThat(refusal(way)).isEqualTo(code);
            }
            assertThat(logged(fixture)).isEqualTo("1,1,2,2,2");
        }
    }

    /** What was known of the table before tells of no trigger. */
    @ParameterizedTest
    @EnumSource
    void aTriggerThatIsNewRefusesAsIfTheTableHadChangedAndIsRunOnce(SqlServer.Kind kind) {
        SqlFixture fixture = fixture(kind, 1054);
        fixture.server().admin("use " + NAME, "alter table `lines` engine=innodb", "drop trigger refuses");
        try (Hansock hansock = fixture.hansock().build()) {
            hansock.insert(Insert.into(LINES).set("v", 8));
            fixture.server()
                    .admin(
                            "use " + NAME,
                            "create trigger refuses after insert on `lines` for each row begin"
                                    + " insert into log values (3); signal sqlstate '42S22' set mysql_errno = 1054; end");
            await().pollDelay(A_MOMENT).until(() -> true);
            assertThat(refusal(() -> hansock.insert(Insert.into(LINES).set("v", 9))))
                    .isEqualTo(1054);
            assertThat(logged(fixture)).isEqualTo("3");
        }
    }

    private static int refusal(ThrowingCallable way) {
        Throwable thrown = catchThrowable(way);
        return ((ServerException) (thrown instanceof CompletionException ? thrown.getCause() : thrown)).code();
    }
}
