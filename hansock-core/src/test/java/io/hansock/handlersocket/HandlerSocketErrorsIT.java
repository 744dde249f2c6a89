package io.hansock.handlersocket;

import static io.hansock.index.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hansock.ServerException;
import io.hansock.ServerException.Kind;
import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.testing.HandlerSocketRaw;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.Servers;
import io.hansock.value.Row;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real server refuses, and the exception that it becomes; with secrets, a binary log and a lock wait that no test outlasts. */
@Servers(
        readSecret = "rd1",
        writeSecret = "wr1",
        arguments = {"--innodb-lock-wait-timeout=100", "--log-bin=bin", "--server-id=1"})
class HandlerSocketErrorsIT {
    private static final Table<Row> T = Table.of("t", "id", "n");

    private WireClient client;

    @BeforeAll
    static void lay(MariaDbServer server) {
        server.sql("create database errors_it; use errors_it;"
                + "create table t (id int primary key, n int); insert into t values (1, 1), (2, 2), (3, 3);"
                + "create table bulk (id int primary key, n int); insert into bulk select seq, 0 from seq_1_to_500;"
                + "create table child (id int primary key, t int, foreign key (t) references t (id));"
                + "insert into child values (1, 1)");
    }

    @BeforeEach
    void connect(MariaDbServer server) {
        client = new WireClient(server, "errors_it");
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aTakenKey() {
        refused(() -> client.insert(Insert.into(T).set("id", 1).set("n", 5)), Kind.DUPLICATE_KEY, 121);
    }

    @Test
    void aForeignKey() {
        Table<Row> child = Table.of("child", "id", "t");
        refused(() -> client.insert(Insert.into(child).set("id", 2).set("t", 99)), Kind.FOREIGN_KEY, 151);
        refused(() -> client.change(T.key(1).delete()), Kind.FOREIGN_KEY, 152);
    }

    @Test
    void aWriteOnTheReadPort() {
        refused(() -> client.read(client.wire.change(T.key(1).set("n", 1))), Kind.READ_ONLY, 0);
        refused(() -> client.read(client.wire.insert(Insert.into(T).set("id", 9).set("n", 1))), Kind.READ_ONLY, 0);
    }

    @Test
    void moreKeyPartsThanTheIndexHas() {
        refused(() -> client.find(T.index("PRIMARY").eq(1, 2)), Kind.BAD_REQUEST, 0);
    }

    @Test
    void aFilterOnText(MariaDbServer server) {
        server.sql("create table errors_it.texts (id int primary key, s text)");
        refused(() -> client.find(Table.of("texts", "id").primary().ge(1).where("s", eq("x"))), Kind.BAD_REQUEST, 0);
    }

    @Test
    void h31_aServerThatIsReadOnly() {
        try (MariaDbServer server = MariaDbServer.builder().readOnly().start();
                WireClient own = new WireClient(server, "d")) {
            server.sql("set global read_only = 0; create database d; create table d.t (id int primary key, n int);"
                    + "set global read_only = 1");
            assertThat(own.find(T.key(1).find())).isEmpty();
            refused(() -> own.change(T.key(1).set("n", 1)), Kind.READ_ONLY, 0).hasMessageContaining("read_only");
            refused(() -> own.write(own.wire.find(T.key(1).find())), Kind.READ_ONLY, 0);
        }
    }

    @Test
    void h22_aWrongSecretUndoesARightOne(MariaDbServer server) throws IOException {
        try (HandlerSocketRaw raw = HandlerSocketRaw.connect(server.host(), server.readPort())) {
            assertThat(raw.ask("0\t=\t1\t1")).isEqualTo("3\t1\tunauth");
            assertThat(raw.ask("A\t1\trd1")).isEqualTo("0\t1");
            assertThat(raw.ask("0\t=\t1\t1")).isEqualTo("2\t1\tstmtnum");
            assertThat(raw.ask("A\t1\twrong")).isEqualTo("3\t1\tunauth");
            assertThat(raw.ask("0\t=\t1\t1")).isEqualTo("3\t1\tunauth");
        }
        try (WireClient wrong = new WireClient(server, "errors_it", "wr1", "")) {
            refused(() -> wrong.find(T.key(1).find()), Kind.NOT_AUTHORISED, 0).hasMessageContaining("plain_secret");
            refused(() -> wrong.change(T.key(1).set("n", 1)), Kind.NOT_AUTHORISED, 0)
                    .hasMessageContaining("_wr");
        }
    }

    @Test
    void aLockThatIsNotGivenInTime() throws Exception {
        try (MariaDbServer server = MariaDbServer.builder()
                        .arguments("--innodb-lock-wait-timeout=1")
                        .start();
                WireClient own = new WireClient(server, "d")) {
            server.sql(
                    "create database d; create table d.t (id int primary key, n int); insert into d.t values (1, 1)");
            try (Connection sql = server.connect();
                    Statement statement = sql.createStatement()) {
                statement.execute("begin");
                statement.execute("update d.t set n = 2 where id = 1");
                refused(() -> own.change(T.key(1).set("n", 7)), Kind.LOCK_WAIT, 146);
            }
        }
    }

    @Test
    void h24_oneLockedRowStallsThePort(MariaDbServer server) throws Exception {
        try (Connection sql = server.connect();
                Statement statement = sql.createStatement();
                WireClient other = new WireClient(server, "errors_it")) {
            assertThat(other.write(other.wire.find(T.key(1).find())).rows()).hasSize(1);
            statement.execute("begin");
            statement.execute("update errors_it.t set n = n + 1 where id = 2");
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(
                    () -> client.change(T.key(2).set("n", 7)), what -> new Thread(what).start());
            awaitLockWait(server);
            CompletableFuture<Integer> innocent = CompletableFuture.supplyAsync(
                    () -> other.write(other.wire.find(T.key(1).find())).rows().size(),
                    what -> new Thread(what).start());
            await().until(() -> other.writeChannel.pending() == 1);
            assertThatThrownBy(() -> innocent.get(300, TimeUnit.MILLISECONDS))
                    .as("an innocent find on the same port")
                    .isInstanceOf(TimeoutException.class);
            assertThat(other.find(T.key(2).find()))
                    .as("the read port waits for nobody")
                    .hasSize(1);
            assertThat(innocent).isNotDone();
            statement.execute("rollback");
            waiting.get(10, TimeUnit.SECONDS);
            assertThat(innocent.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    /** Why writes go over SQL by default. The SQL transaction has changed more rows, so the server gives up the other one. */
    @Test
    void h5_aDeadlockUndoesWhatWasAcknowledged(MariaDbServer server) throws Exception {
        try (Connection sql = server.connect();
                Statement statement = sql.createStatement();
                HandlerSocketRaw raw = HandlerSocketRaw.connect(server.host(), server.writePort())) {
            raw.ask("A\t1\twr1");
            assertThat(raw.ask("P\t0\terrors_it\tt\tPRIMARY\tn")).isEqualTo("0\t1");
            statement.execute("begin");
            statement.execute("update errors_it.bulk set n = 1");
            statement.execute("update errors_it.t set n = 20 where id = 2");
            raw.send("0\t=\t1\t3\t1\t0\tU\t77\n0\t=\t1\t1\t1\t0\tU\t77\n0\t=\t1\t2\t1\t0\tU\t77\n");
            awaitLockWait(server);
            statement.execute("update errors_it.t set n = 10 where id = 1");
            assertThat(raw.readLines(3)).containsExactly("0\t1\t1", "0\t1\t1", "1\t1\t149");
            statement.execute("rollback");
        }
        assertThat(server.query("select id from errors_it.t where n = 77"))
                .as("two were acknowledged")
                .isEmpty();
    }

    /** Asks seldom: InnoDB looks anew only if nobody has asked for a tenth of a second. */
    private static void awaitLockWait(MariaDbServer server) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (server.query("select 1 from information_schema.innodb_lock_waits")
                .isEmpty()) {
            assertThat(System.nanoTime()).as("time to wait for the lock").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(150);
        }
    }

    @Test
    void h6_writesAreNotInTheBinaryLog(MariaDbServer server) {
        server.sql("set binlog_format = row; insert into errors_it.t values (50, 50)");
        String before = server.query("show master status").get(0).get(1);
        client.insert(Insert.into(T).set("id", 51).set("n", 51));
        client.change(T.key(50).set("n", 52));
        assertThat(server.query("select n from errors_it.t where id in (50, 51) order by id"))
                .containsExactly(List.of("52"), List.of("51"));
        assertThat(server.query("show master status").get(0).get(1)).isEqualTo(before);
        server.sql("update errors_it.t set n = 53 where id = 50");
        assertThat(server.query("show master status").get(0).get(1)).isNotEqualTo(before);
    }

    private static AbstractThrowableAssert<?, ?> refused(ThrowingCallable call, Kind kind, int code) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(ServerException.class, e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.code()).isEqualTo(code);
        });
    }
}
