package io.hansock.handlersocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.RefusedException;
import io.hansock.batch.Batch;
import io.hansock.index.Table;
import io.hansock.testing.HandlerSocketRaw;
import io.hansock.testing.MariaDbServer;
import io.hansock.value.Row;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The traps of HandlerSocket that kill or cripple the server; each test has a server of its own. */
class HandlerSocketDeadlyTrapsIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private MariaDbServer server;

    @BeforeEach
    void start() {
        server = MariaDbServer.start();
        server.sql(
                "create database deadly; create table deadly.t (id int primary key, n int); insert into deadly.t values (1, 1)");
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** Only table metadata tells a view from a table: the guard of a later version will refuse it. */
    @Test
    void h1_openingAViewKills() {
        server.sql("create view deadly.v as select * from deadly.t");
        try (WireClient client = new WireClient(server, "deadly")) {
            assertThatThrownBy(() -> client.find(Table.of("v", "id").key(1).find()))
                    .isInstanceOf(HansockException.class);
        }
        assertDead();
    }

    /**
     * Only table metadata tells; such ranges will go over SQL. The server walks over memory that it never set, so what one range does
     * is left to chance: some are answered. Enough of them, over tables of different shapes, end it or stop its writer.
     */
    @Test
    void h2_rangesOnPartitionedTablesKill() {
        try (WireClient client = new WireClient(server, "deadly")) {
            assertThatThrownBy(() -> {
                        for (int round = 0; round < 60; round++) {
                            walkPartitions(client, round);
                        }
                    })
                    .isInstanceOf(HansockException.class);
        }
    }

    private void walkPartitions(WireClient client, int round) {
        Table<Row> table = Table.of("p" + round, "id");
        server.sql("use deadly; create table p" + round + " (id int primary key) partition by hash (id) partitions "
                + (2 + round % 7) + "; insert into p" + round + " select seq from seq_1_to_" + (3 + 10 * round));
        assertThat(client.find(table.key(2).find())).hasSize(1);
        client.change(table.primary().gt(1).limit(10).delete());
        client.change(table.primary().ge(1).limit(10).delete());
    }

    @Test
    void h3_aHugeIdKills() throws IOException {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> new Batch().openIndex(256, "deadly", "t", "PRIMARY", "id"));
        try (WireClient client = new WireClient(server, "deadly")) {
            assertThat(client.find(Table.of("t", "id").key(1).find())).hasSize(1);
        }
        kill("P\t4294967295\tdeadly\tt\tPRIMARY\tid\n");
    }

    @Test
    void h3_aHugeInCountKills() throws IOException {
        kill("P\t0\tdeadly\tt\tPRIMARY\tid\n0\t=\t1\t\t9\t0\t@\t0\t4294967295\t1\n");
    }

    @Test
    void h3_millionsOfFiltersKill() throws IOException {
        kill("P\t0\tdeadly\tt\tPRIMARY\tid\tid\n0\t=\t1\t1\t9\t0" + "\tF\t=\t0\t1".repeat(4_000_000) + "\n");
    }

    @Test
    void h3_aMillionColumnsKill() throws IOException {
        kill(server.writePort(), "P\t0\tdeadly\tt\tPRIMARY\tn" + ",n".repeat(1_000_000) + "\n0\t=\t1\t1\t1\t0\tU\t1\n");
    }

    @Test
    void h4_aLineThatBeginsWithQStopsTheListener() throws IOException {
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> new Batch().write("Qualifies\n", 1));
        try (HandlerSocketRaw raw = HandlerSocketRaw.connect(server.host(), server.readPort(), Duration.ofSeconds(3))) {
            raw.send("Q\n");
            assertThatThrownBy(raw::readLine).isInstanceOf(IOException.class);
        }
        assertThat(server.alive()).isTrue();
        try (WireClient client = new WireClient(server, "deadly")) {
            HandlerSocketExchange find =
                    client.wire.find(Table.of("t", "id").key(1).find());
            assertThatExceptionOfType(DeadlineException.class)
                    .as("H26: the listener is dead, and nothing says so but the clock")
                    .isThrownBy(() -> find.carryOut(
                            client.readChannel, "east", Duration.ofSeconds(1).toNanos()));
        }
    }

    @Test
    void h4_aLineThatBeginsWithASlashCloses() throws IOException {
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> new Batch().write("/\n", 1));
        try (HandlerSocketRaw raw = HandlerSocketRaw.connect(server.host(), server.readPort())) {
            assertThat(raw.send("/\n").atEnd()).isTrue();
        }
    }

    private void kill(String lines) throws IOException {
        kill(server.readPort(), lines);
    }

    private void kill(int port, String lines) throws IOException {
        try (HandlerSocketRaw raw = HandlerSocketRaw.connect(server.host(), port, LIMIT)) {
            raw.send(lines);
            assertThatThrownBy(() -> raw.readLines(2)).isInstanceOf(IOException.class);
        }
        assertDead();
    }

    private void assertDead() {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (server.alive() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(server.alive()).isFalse();
    }
}
