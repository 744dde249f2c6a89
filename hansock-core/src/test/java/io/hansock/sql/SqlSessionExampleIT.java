package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.testing.SqlServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code docs/sql.md} shows of sessions. */
class SqlSessionExampleIT {
    private static final String NAME = "sql_session_example";

    @ParameterizedTest
    @EnumSource
    void theExampleWorks(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server()
                .admin(
                        "create table " + NAME
                                + ".users (id bigint primary key auto_increment, name varchar(50), age int)",
                        "insert into " + NAME + ".users (name, age) values ('ann', 38), ('bob', 50), ('eve', 60)",
                        "create procedure " + NAME + ".oldest(in most int, out average double) begin"
                                + " select name, age from users order by age desc limit most;"
                                + " select avg(age) into average from users; end");
        List<String> notes = new ArrayList<>();
        SqlClient sql = fixture.client();
        // tag::example[]
        try (SqlSession session = sql.lease()) {
            Prepared older = session.prepare("update users set age = age + ? where id = ?");
            try (RowStream rows = session.cursor(100, "select id from users where age >= ? order by id", 50)) {
                while (rows.hasNext()) {
                    older.update(1, rows.next().getLong("id"));
                }
            }

            Results results = session.execute("call oldest(?, ?)", 2, null);
            List<String> names = results.queries().get(0).list(row -> row.getString("name"));
            double average = results.outParameters().orElseThrow().getDouble(1);
            notes.add(names + " " + average);
        }

        sql.pipeline(all -> {
            all.update("update users set age = 7 where id = ?", 1);
            all.update("update users set name = ? where id = ?", "Bob", 2);
        });

        CompletableFuture<Long> later = sql.async()
                .transaction(tx -> tx.update("insert into users (name, age) values (?, ?)", "dora", 30)
                        .thenCompose(dora -> tx.query("select count(*) from users")
                                .thenApply(count -> count.value(Long.class).orElseThrow())));
        // end::example[]
        assertThat(later.join()).isEqualTo(4);
        assertThat(notes).containsExactly("[eve, bob] 50.0");
        assertThat(sql.query("select name, age from users order by id").list(row -> row.getString(1) + row.getInt(2)))
                .containsExactly("ann7", "Bob51", "eve61", "dora30");
        sql.close();
    }
}
