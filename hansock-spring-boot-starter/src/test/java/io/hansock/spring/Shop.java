package io.hansock.spring;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.transaction.TransactionDefinition.PROPAGATION_NESTED;

import io.hansock.Hansock;
import io.hansock.ServerSettings;
import io.hansock.testing.AccountPlugin;
import io.hansock.testing.SqlServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/** What a service has, and somebody who is in its way. */
record Shop(Hansock hansock, HansockTemplate template, HansockTransactionManager manager, SqlServer server) {
    /** Locks a row. */
    static final String LOCK = "select id from t where id = ? for update";

    /** On a server with a table of the rows {@code a} and {@code b}, and a procedure that signals what a deadlock does. */
    static void with(SqlServer server, Consumer<Shop> test) {
        server.admin(
                "drop database if exists undone_it",
                "create database undone_it",
                "create table undone_it.t (id int primary key, name varchar(40) not null)",
                "insert into undone_it.t values (1, 'a'), (2, 'b')",
                "create procedure undone_it.conflict() signal sqlstate '40001'");
        AccountPlugin plugin = server.kind().isMariaDb() ? AccountPlugin.NATIVE : AccountPlugin.CACHING_SHA2;
        server.account(plugin, "undone", "secret");
        try (Hansock hansock = Hansock.builder()
                .database("undone_it")
                .user("undone")
                .password("secret")
                .requestTimeout(Duration.ofSeconds(10))
                .server(ServerSettings.of("east", server.host()).sqlPort(server.port()))
                .build()) {
            test.accept(
                    new Shop(hansock, new HansockTemplate(hansock), new HansockTransactionManager(hansock), server));
        }
    }

    SqlOperations sql() {
        return template.sql("east");
    }

    TransactionTemplate transactions() {
        return new TransactionTemplate(manager);
    }

    void inTransaction(Consumer<SqlOperations> work) {
        transactions().executeWithoutResult(status -> work.accept(sql()));
    }

    void nested(Consumer<SqlOperations> work) {
        TransactionTemplate nested = transactions();
        nested.setPropagationBehavior(PROPAGATION_NESTED);
        nested.executeWithoutResult(status -> work.accept(sql()));
    }

    List<String> names() {
        return server.queryColumn("select name from undone_it.t order by id");
    }

    /** Has the calling transaction fail by a deadlock, which it catches. */
    void deadlock(SqlOperations sql) {
        assertThatThrownBy(() -> failByDeadlock(sql)).isInstanceOf(PessimisticLockingFailureException.class);
    }

    void failByDeadlock(SqlOperations sql) {
        CompletableFuture<?> other = holdingBoth(sql);
        try {
            sql.query(LOCK, row -> row.getInt(1), 2);
        } finally {
            other.join();
        }
    }

    /**
     * Locks row 1 for the caller and row 2 for another, who then waits for row 1 and has changed so much that it is the caller who is undone when
     * it asks for row 2.
     */
    CompletableFuture<?> holdingBoth(SqlOperations sql) {
        sql.query(LOCK, row -> row.getInt(1), 1);
        CompletableFuture<Boolean> has = new CompletableFuture<>();
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
            var unused = hansock.sql().on("east").transaction(tx -> {
                tx.query(LOCK, 2);
                for (int id = 100; id < 120; id++) {
                    tx.update("insert into t values (?, 'other')", id);
                }
                tx.update("delete from t where id >= 100");
                has.complete(true);
                return tx.query(LOCK, 1);
            });
        });
        has.join();
        await().until(() -> "1"
                .equals(server.queryValue(
                        "select count(*) from information_schema.innodb_trx where trx_state = 'LOCK WAIT'")));
        return other;
    }

    /** Runs it while another holds the lock of a row. */
    void holding(int id, Runnable work) {
        var unused = hansock.sql().on("east").transaction(tx -> {
            tx.query(LOCK, id);
            work.run();
            return true;
        });
    }
}
