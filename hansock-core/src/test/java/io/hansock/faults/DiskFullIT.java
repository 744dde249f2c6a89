package io.hansock.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hansock.Crew;
import io.hansock.Hansock;
import io.hansock.ServerException;
import io.hansock.ServerSettings;
import io.hansock.index.Table;
import io.hansock.testing.MariaDbServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that is full, and has room again. */
class DiskFullIT {
    record Letter(long id, String text) {}

    private static final Table<Letter> LETTERS = Table.of("letters", Letter.class);
    private static final int THREADS = 8;
    private static final int MEGABYTES = 4;
    private static final long HANG_SECONDS = 60;
    private static final String TEXT = "x".repeat(4_000);

    /** So often a caller is refused before it stops. */
    private static final int REFUSALS = 50;

    @ParameterizedTest
    @EnumSource
    void whatWasAcknowledgedIsThereAndWhatWasRefusedIsNot(Manner manner) throws Exception {
        try (SmallDisk disk = SmallDisk.mount(MEGABYTES);
                MariaDbServer server = MariaDbServer.builder().randomSecrets().start()) {
            server.sql("create database " + Manner.DATABASE + "; create table " + Manner.DATABASE
                    + ".letters (id bigint primary key, text text character set utf8mb4 not null) data directory = '"
                    + disk.path() + "'");
            Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
            try (Hansock hansock = manner.apply(Hansock.builder())
                    .server(ServerSettings.of("east", server.host()).sqlPort(server.sqlPort()))
                    .build()) {
                write(hansock, acknowledged);
                requireWritten(server, acknowledged);
                disk.makeRoom();
                await().ignoreExceptionsInstanceOf(ServerException.class).until(() -> insert(hansock, acknowledged, 0));
                requireWritten(server, acknowledged);
            }
        }
    }

    /** Each thread until it was refused several times: smaller pages may still have had room. */
    private static void write(Hansock hansock, Set<Long> acknowledged) throws InterruptedException {
        List<Runnable> writers = new ArrayList<>();
        for (int i = 1; i <= THREADS; i++) {
            long first = i * 1_000_000L;
            writers.add(() -> {
                int refused = 0;
                for (long id = first; refused < REFUSALS; id++) {
                    try {
                        insert(hansock, acknowledged, id);
                    } catch (ServerException e) {
                        refused++;
                    }
                }
            });
        }
        Crew.of(Crew.platform(), writers).await(HANG_SECONDS);
    }

    private static boolean insert(Hansock hansock, Set<Long> acknowledged, long id) {
        hansock.insert(LETTERS, new Letter(id, TEXT));
        return acknowledged.add(id);
    }

    private static void requireWritten(MariaDbServer server, Set<Long> acknowledged) {
        Set<Long> found =
                server.query("select id from " + Manner.DATABASE + ".letters where text = '" + TEXT + "'").stream()
                        .map(row -> Long.valueOf(Objects.requireNonNull(row.get(0))))
                        .collect(Collectors.toSet());
        assertThat(found).isEqualTo(acknowledged).isNotEmpty();
    }
}
