package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.testing.FaultyProxy;
import io.hansock.testing.FaultyProxy.Flow;
import io.hansock.testing.Footprint;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import io.hansock.value.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** More bytes under way, both ways at once, than the sockets hold: whoever waited to write without reading would wait for ever. */
@ExtendWith(MariaDbExtension.class)
class HansockBuffersIT {
    private static final Table<Row> BLOBS = Table.of("blobs", "id", "body");
    private static final int COUNT = 24;
    private static final int SIZE = 400_000;
    private static final long HANG_SECONDS = 60;

    private final MariaDbServer server;
    private final String database = StressTables.newDatabase();
    private final Footprint before = Footprint.now("hansock");

    HansockBuffersIT(MariaDbServer server) {
        this.server = server;
    }

    @BeforeEach
    void layTable() {
        server.sql("create database " + database + "; create table " + database
                + ".blobs (id bigint primary key, body longblob not null)");
    }

    private static HansockBuilder patient(HansockBuilder builder) {
        return builder.requestTimeout(Duration.ofSeconds(HANG_SECONDS)).channelsPerPort(1);
    }

    /** Bytes of every value, so that some must be escaped. */
    private static byte[] body(long id, int version) {
        byte[] bytes = new byte[SIZE];
        new Random(id * 1000 + version).nextBytes(bytes);
        return bytes;
    }

    private static void insertAll(Hansock hansock) throws Exception {
        List<CompletableFuture<?>> pending = new ArrayList<>();
        for (long id = 0; id < COUNT; id++) {
            pending.add(hansock.async().insert(Insert.into(BLOBS).set("id", id).set("body", body(id, 0))));
        }
        awaitAll(pending);
    }

    private static void awaitAll(List<? extends CompletableFuture<?>> pending) throws Exception {
        CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new)).get(HANG_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void megabytesGoBothWaysAtOnce() throws Exception {
        try (Hansock hansock =
                patient(StressTables.client(database, List.of(server))).build()) {
            bothWays(hansock);
        }
        before.awaitNoMore();
    }

    @Test
    void megabytesGoBothWaysAlthoughTheServerReadsNothingForAWhile() throws Exception {
        try (FaultyProxy reads = FaultyProxy.to(server.readPort());
                FaultyProxy writes = FaultyProxy.to(server.writePort());
                Hansock hansock = patient(StressTables.client(
                                database, List.of(server), List.of(reads.port()), List.of(writes.port())))
                        .build()) {
            insertAll(hansock);
            writes.flow(Flow.STALLED);
            List<CompletableFuture<List<Row>>> replaced = replaceAll(hansock, 1);
            assertThat(replaced).noneMatch(CompletableFuture::isDone);
            writes.flow(Flow.FREE);
            requireOld(replaced, 0);
        }
        before.awaitNoMore();
    }

    private static void bothWays(Hansock hansock) throws Exception {
        insertAll(hansock);
        List<Long> ids = IntStream.range(0, COUNT).mapToObj(Long::valueOf).toList();
        for (int round = 1; round <= 2; round++) {
            int version = round;
            List<CompletableFuture<List<Row>>> replaced = replaceAll(hansock, version);
            Map<Long, Row> meanwhile = hansock.findAll(BLOBS, ids);
            assertThat(meanwhile.keySet()).containsExactlyElementsOf(ids);
            meanwhile.forEach(
                    (id, row) -> assertThat(row.getBytes("body")).isIn(body(id, version - 1), body(id, version)));
            requireOld(replaced, version - 1);
            List<CompletableFuture<Map<Long, Row>>> found =
                    List.of(hansock.async().findAll(BLOBS, ids), hansock.async().findAll(BLOBS, ids));
            awaitAll(found);
            for (CompletableFuture<Map<Long, Row>> all : found) {
                for (long id : ids) {
                    assertThat(all.join().get(id).getBytes("body")).isEqualTo(body(id, version));
                }
            }
        }
    }

    /** Sends a big row and gets a big row, for each. */
    private static List<CompletableFuture<List<Row>>> replaceAll(Hansock hansock, int version) {
        List<CompletableFuture<List<Row>>> replaced = new ArrayList<>();
        for (long id = 0; id < COUNT; id++) {
            var update = BLOBS.key(id).set("body", body(id, version));
            replaced.add(hansock.async().change(update.returningOld()));
        }
        return replaced;
    }

    private static void requireOld(List<CompletableFuture<List<Row>>> replaced, int version) throws Exception {
        for (int id = 0; id < COUNT; id++) {
            List<Row> old = replaced.get(id).get(HANG_SECONDS, TimeUnit.SECONDS);
            assertThat(old).hasSize(1);
            assertThat(old.get(0).getBytes("body")).isEqualTo(body(id, version));
        }
    }
}
