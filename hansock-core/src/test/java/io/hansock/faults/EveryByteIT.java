package io.hansock.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.hansock.Crew;
import io.hansock.Hansock;
import io.hansock.testing.FaultyProxy;
import io.hansock.testing.FaultyProxy.Cut;
import io.hansock.testing.FaultyProxy.Fuse;
import io.hansock.testing.FaultyProxy.Way;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.Servers;
import io.hansock.testing.SqlServer;
import io.hansock.testing.Stopwatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * The connection is reset behind every byte of what is sent, and of what is answered, from the first of the login on: what the caller is told of
 * each write is true, and the next call is answered.
 */
@Servers(readSecret = Speech.READ_SECRET, writeSecret = Speech.WRITE_SECRET)
@ExtendWith(MariaDbExtension.class)
class EveryByteIT {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(EveryByteIT.class);
    private static final int THREADS = 32;
    private static final int MOST_CONNECTIONS = 1_000;
    private static final long HANG_SECONDS = 120;

    /** At times another connection is hit than the one that is meant, one for looking after the server; in the end that one is. */
    private static final int TRIES = 20;

    private static final int MEASUREMENTS = 5;

    /** At least so much of a conversation is behind the login. */
    private static final int TAIL = 500;

    /** Of what other speeches have in common with those that are swept wholly, and of TLS, every so-manieth byte will do. Coprime to {@link #THREADS}. */
    private static final int STRIDE = 7;

    private static final Logger CLUSTER = (Logger) LoggerFactory.getLogger("io.hansock.cluster");
    private static final Level USUAL = CLUSTER.getLevel();

    /** Thousands of times a server cannot be used. */
    @BeforeAll
    static void keepQuiet() {
        CLUSTER.setLevel(Level.ERROR);
    }

    @AfterAll
    static void tellAgain() {
        CLUSTER.setLevel(USUAL);
    }

    @ParameterizedTest
    @EnumSource
    void aResetBehindAnyByteIsToldTruly(Speech speech, MariaDbServer shared) throws InterruptedException {
        if (speech.overTls()) {
            try (SqlServer server = SqlServer.start(SqlServer.Kind.MARIADB_10_11)) {
                sweep(speech, new Backend.WithAccounts(server));
            }
        } else {
            sweep(speech, new Backend.WithHandlerSocket(shared));
        }
    }

    private static void sweep(Speech speech, Backend server) throws InterruptedException {
        server.sql("set global max_connections = " + MOST_CONNECTIONS);
        server.sql("create or replace database " + Manner.DATABASE);
        server.sql(Manner.SQL.layingStatements(""));
        server.sql(speech.furtherStatements());
        server.sql(Speech.layingStatements(THREADS));
        server.admit();
        Ledger ledger = new Ledger(Manner.SQL);
        List<Sweep> sweeps = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            sweeps.add(new Sweep(i, speech, server, ledger));
        }
        try {
            Crew.of(Crew.platform(), sweeps).await(HANG_SECONDS);
        } finally {
            sweeps.forEach(Sweep::close);
        }
        LOG.info("{}: {} bytes to the server and back, {}", speech, sweeps.get(0).lengths, ledger);
        ledger.verify(server::query);
        for (Sweep sweep : sweeps) {
            sweep.speaker.verifyTeam(server
                    .query("select n from " + Manner.DATABASE + ".members where team = " + sweep.number
                            + " order by id")
                    .stream()
                    .map(row -> Long.valueOf(Objects.requireNonNull(row.get(0))))
                    .toList());
        }
    }

    /** Every so-manieth offset. For one thread. */
    private static final class Sweep implements Runnable, AutoCloseable {
        private final int number;
        private final Speech speech;
        private final FaultyProxy proxy;
        private final Hansock client;
        private final Speaker speaker;
        private final List<Long> lengths = new ArrayList<>();

        Sweep(int number, Speech speech, Backend server, Ledger ledger) {
            this.number = number;
            this.speech = speech;
            this.proxy = FaultyProxy.to(speech.port(server));
            this.client = speech.client(server, proxy).build();
            this.speaker = new Speaker(number, client, ledger);
        }

        @Override
        public void run() {
            speech.speak(speaker);
            for (Way way : Way.values()) {
                long[] measured = LongStream.generate(
                                () -> disturbed(way, Long.MAX_VALUE).passed())
                        .limit(MEASUREMENTS)
                        .sorted()
                        .toArray();
                lengths.add(measured[MEASUREMENTS - 1]);
                for (long offset = number; offset < measured[MEASUREMENTS - 1]; offset += THREADS) {
                    if (!isDue(offset, measured[0])) {
                        continue;
                    }
                    boolean broken = false;
                    for (int tries = 0; tries < TRIES && !broken; tries++) {
                        broken = disturbed(way, offset).isBlown();
                        if (offset >= measured[0]) {
                            break;
                        }
                    }
                    assertThat(broken || offset >= measured[0])
                            .as("a reset behind byte %d of %s", offset, way)
                            .isTrue();
                }
            }
        }

        private boolean isDue(long offset, long length) {
            return Stopwatch.EXACT
                    || speech.isSweptWholly()
                    || offset % STRIDE == 0
                    || (offset >= length - TAIL && !speech.overTls());
        }

        /** From a new connection on. */
        private Fuse disturbed(Way way, long offset) {
            Fuse fuse = proxy.fuseNext(way, offset);
            do {
                // those for looking after the server stay, so that the next one is for what is spoken
                proxy.cutLatest(Cut.RESET);
                speech.speak(speaker);
            } while (!fuse.isInPlace());
            return fuse;
        }

        @Override
        public void close() {
            client.close();
            proxy.close();
        }
    }
}
