package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.SqlClientBuilder;
import io.hansock.testing.AccountPlugin;
import io.hansock.testing.SqlServer;
import io.hansock.value.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code docs/sql.md} shows. */
class SqlExampleIT {
    // tag::example[]
    record Top(String name, long views) {}
    // end::example[]

    @ParameterizedTest
    @EnumSource
    void theExampleWorks(SqlServer.Kind kind) {
        SqlServer server = SqlServer.shared(kind);
        server.admin(
                "drop database if exists sql_example",
                "create database sql_example",
                "create table sql_example.users (id bigint primary key auto_increment, name varchar(50), age int, views bigint default 0)",
                "insert into sql_example.users (name, age, views) values ('zoe', 60, 7), ('kid', 7, 9)");
        String password = "example-password";
        server.account(kind.isMariaDb() ? AccountPlugin.NATIVE : AccountPlugin.CACHING_SHA2, "app", password);
        String host = server.host();
        int port = server.port();
        Path caFile = server.caFile();
        List<String> seen = new ArrayList<>();
        // tag::example[]

        SqlClient sql = SqlClientBuilder.to(host, port)
                .user("app")
                .password(password)
                .database("sql_example")
                .tls(TlsSettings.of(TlsMode.VERIFY_CA).certificateFile(caFile))
                .maxSessions(10)
                .build();

        List<Top> top = sql.query("select name, views from users where age > ? order by views desc limit 10", 30)
                .list(Top.class);
        long id = sql.update("insert into users (name, age) values (?, ?)", "ann", 31)
                .generatedKey();
        long count = sql.query("select count(*) from users").value(Long.class).orElseThrow();

        sql.transaction(TransactionOptions.at(Isolation.READ_COMMITTED), tx -> {
            tx.update("update users set views = views + 1 where id = ?", id);
            Savepoint before = tx.savepoint();
            tx.update("update users set age = age + 1 where id = ?", id);
            before.rollback();
            return null;
        });

        sql.batch("insert into users (name, age) values (?, ?)", List.of(List.of("bob", 40), List.of("eve", 50)));

        try (RowStream rows = sql.stream("select id, name from users")) {
            while (rows.hasNext()) {
                Row row = rows.next();
                seen.add(row.getString("name"));
            }
        }

        CompletableFuture<Long> later = sql.async()
                .query("select views from users where id = ?", id)
                .thenApply(result -> result.value(Long.class).orElseThrow());
        // end::example[]
        assertThat(later.join()).isEqualTo(1);
        assertThat(top).containsExactly(new Top("zoe", 7));
        assertThat(count).isEqualTo(3);
        assertThat(seen).containsExactlyInAnyOrder("zoe", "kid", "ann", "bob", "eve");
        assertThat(sql.query("select age from users where id = ?", id).value(Integer.class))
                .contains(31);
        sql.close();
    }
}
