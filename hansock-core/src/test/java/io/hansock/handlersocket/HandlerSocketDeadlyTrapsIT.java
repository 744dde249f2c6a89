package io.hansock.handlersocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.Outcome;
import io.hansock.RefusedException;
import io.hansock.batch.Batch;
import io.hansock.index.Find;
import io.hansock.index.Table;
import io.hansock.net.Exchange;
import io.hansock.testing.HandlerSocketRaw;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.Stopwatch;
import io.hansock.value.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The traps of HandlerSocket that kill or cripple the server, met by raw lines or by the wire alone; each test has a server of its own. That
 * clients which log in do not come here is shown in {@code ReadTrapsIT}.
 */
class HandlerSocketDeadlyTrapsIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** What a flood sends, in lines whose keys are about as long as an index takes. */
    private static final int FLOOD_BYTES = 64 << 20;

    private static final int LONG_KEY = 3000;

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

    /** Only table metadata tells a view from a table, and the wire alone has none. */
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
     * Only table metadata tells. The server walks over memory that it never set, so what one range does
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
    }

    @Test
    void h4_whoStopsTheListenerNeedsNoSecret() throws IOException {
        try (MariaDbServer secret =
                MariaDbServer.builder().readSecret("open-sesame").start()) {
            try (HandlerSocketRaw raw =
                    HandlerSocketRaw.connect(secret.host(), secret.readPort(), Duration.ofSeconds(3))) {
                raw.send("Q\n");
                assertThatThrownBy(raw::readLine).isInstanceOf(IOException.class);
            }
            try (HandlerSocketRaw next =
                    HandlerSocketRaw.connect(secret.host(), secret.readPort(), Duration.ofSeconds(1))) {
                assertThatThrownBy(() -> next.ask("A\t1\topen-sesame")).isInstanceOf(IOException.class);
            }
            assertThat(secret.alive()).isTrue();
        }
    }

    @Test
    void h4_aLineThatBeginsWithASlashCloses() throws IOException {
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> new Batch().write("/\n", 1));
        try (HandlerSocketRaw raw = HandlerSocketRaw.connect(server.host(), server.readPort())) {
            assertThat(raw.send("/\n").atEnd()).isTrue();
        }
    }

    /** No end of stream, no reset: only the clock says it, to those who are connected and to those who come. */
    @Test
    void h26_aDeadListenerIsToldByTheDeadline() throws IOException {
        Find<Row> find = Table.of("t", "id").key(1).find();
        try (WireClient connected = new WireClient(server, "deadly");
                WireClient comes = new WireClient(server, "deadly");
                HandlerSocketRaw raw =
                        HandlerSocketRaw.connect(server.host(), server.readPort(), Duration.ofSeconds(3))) {
            assertThat(connected.find(find)).hasSize(1);
            raw.send("Q\n");
            assertThatThrownBy(raw::readLine).isInstanceOf(IOException.class);
            assertThat(server.alive()).isTrue();
            endsByItsDeadline(connected, find);
            endsByItsDeadline(comes, find);
        }
    }

    private void endsByItsDeadline(WireClient client, Find<Row> find) {
        Stopwatch stopwatch = Stopwatch.start();
        assertThatExceptionOfType(DeadlineException.class)
                .isThrownBy(() -> client.wire
                        .find(find)
                        .carryOut(
                                client.readChannel,
                                "east",
                                Duration.ofSeconds(1).toNanos()))
                .satisfies(e -> {
                    assertThat(e.server()).isEqualTo(server.name());
                    assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
                })
                .withMessageContaining("1000 ms");
        assertThat(stopwatch.awake()).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void h27_halfALineAlwaysInFlightGrowsTheServersBuffer() throws Exception {
        byte[] line = ("9\t=\t1\t" + "x".repeat(LONG_KEY) + "\n").getBytes(ISO_8859_1);
        int lines = FLOOD_BYTES / line.length;
        byte[] chunk = new byte[16 * line.length];
        int half = line.length / 2;
        for (int at = 0; at < chunk.length; at++) {
            chunk[at] = line[(at + half) % line.length];
        }
        try (HandlerSocketRaw raw = HandlerSocketRaw.connect(server.host(), server.readPort())) {
            assertThat(raw.ask("9\t=\t1\tx")).isEqualTo("2\t1\tstmtnum");
            long before = residentBytes();
            CompletableFuture<List<String>> replies =
                    CompletableFuture.supplyAsync(() -> readAll(raw, lines / 16 * 16));
            raw.send(Arrays.copyOf(line, half));
            for (int sent = 0; sent < lines / 16; sent++) {
                raw.send(chunk);
            }
            assertThat(replies.get(10, TimeUnit.SECONDS)).containsOnly("2\t1\tstmtnum");
            assertThat(residentBytes() - before).isGreaterThan(FLOOD_BYTES / 2);
        }
    }

    @Test
    void h27_pausesKeepTheServersBufferSmall() throws Exception {
        server.sql("create table deadly.h27 (k varchar(3000) character set latin1 primary key)");
        Find<Row> find = Table.of("h27", "k").key("x".repeat(LONG_KEY)).find();
        try (WireClient client = new WireClient(server, "deadly")) {
            assertThat(client.find(find)).isEmpty();
            long before = residentBytes();
            List<CompletableFuture<List<HandlerSocketExchange>>> senders = new ArrayList<>();
            for (int sender = 0; sender < 4; sender++) {
                senders.add(CompletableFuture.supplyAsync(
                        () -> submit(client, find, FLOOD_BYTES / LONG_KEY / 4), task -> new Thread(task).start()));
            }
            for (CompletableFuture<List<HandlerSocketExchange>> sender : senders) {
                List<HandlerSocketExchange> submitted = sender.get(10, TimeUnit.SECONDS);
                await().until(() -> submitted.stream().allMatch(Exchange::ended));
                assertThat(submitted)
                        .allSatisfy(one -> assertThat(one.problem("east")).isNull());
            }
            assertThat(residentBytes() - before).isLessThan(FLOOD_BYTES / 3);
        }
    }

    private static List<HandlerSocketExchange> submit(WireClient client, Find<Row> find, int count) {
        List<HandlerSocketExchange> submitted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            HandlerSocketExchange exchange = client.wire.find(find);
            client.readChannel.submit(exchange, WireClient.TIMEOUT);
            submitted.add(exchange);
        }
        return submitted;
    }

    private static List<String> readAll(HandlerSocketRaw raw, int count) {
        try {
            return raw.readLines(count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long residentBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + server.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("no VmRSS");
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
