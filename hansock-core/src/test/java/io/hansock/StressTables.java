package io.hansock;

import io.hansock.index.Index;
import io.hansock.index.Table;
import io.hansock.testing.MariaDbServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What stress tests work on: rows whose content follows from their key, so that an answer shows whose it is. */
final class StressTables {
    /** Never changed; {@link #word} says what is in it. */
    record Word(long id, String name, int bucket) {}

    /** Only ever added to. */
    record Counter(long id, long n) {}

    /** Belongs to one caller, who alone changes it. */
    record Note(long id, String text) {}

    static final Table<Word> WORDS = Table.of("words", Word.class);
    static final Index<Word> BY_BUCKET = WORDS.index("by_bucket", "bucket");
    static final Table<Counter> COUNTERS = Table.of("counters", Counter.class);
    static final Table<Note> NOTES = Table.of("notes", Note.class);

    static final int WORD_COUNT = 1000;
    static final int BUCKETS = 47;
    static final int COUNTER_COUNT = 16;

    private static final int LONGEST_NAME = 200;
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private StressTables() {}

    /** Never one that was used: the server keeps a database while HandlerSocket has a table of it open, for anyone (trap H23). */
    static String newDatabase() {
        return "stress_" + DATABASES.incrementAndGet();
    }

    /** Made, and filled through Hansock. */
    static void lay(String database, List<MariaDbServer> servers) {
        for (MariaDbServer server : servers) {
            server.sql("create database " + database
                    + "; create table " + database
                    + ".words (id bigint primary key, name varchar(250) character set utf8mb4 not null, bucket int not null,"
                    + " key by_bucket (bucket)); create table " + database
                    + ".counters (id bigint primary key, n bigint not null); create table " + database
                    + ".notes (id bigint primary key, text varchar(100) character set utf8mb4 not null)");
        }
        try (Hansock hansock =
                client(database, servers).requestTimeout(Duration.ofSeconds(30)).build()) {
            List<CompletableFuture<?>> pending = new ArrayList<>();
            for (int id = 0; id < WORD_COUNT; id++) {
                pending.add(hansock.async().insert(WORDS, word(id)));
            }
            for (int id = 0; id < COUNTER_COUNT; id++) {
                pending.add(hansock.async().insert(COUNTERS, new Counter(id, 0)));
            }
            pending.forEach(CompletableFuture::join);
        }
    }

    /** A client of these servers, called s0, s1 and so on. */
    static HansockBuilder client(String database, List<MariaDbServer> servers) {
        return client(
                database,
                servers,
                servers.stream().map(MariaDbServer::readPort).toList(),
                servers.stream().map(MariaDbServer::writePort).toList());
    }

    /** As {@link #client(String, List)}, by other ports. */
    static HansockBuilder client(
            String database, List<MariaDbServer> servers, List<Integer> readPorts, List<Integer> writePorts) {
        HansockBuilder builder = Hansock.builder().database(database).writes(Writes.HANDLERSOCKET);
        for (int i = 0; i < servers.size(); i++) {
            MariaDbServer server = servers.get(i);
            builder.server(ServerSettings.of("s" + i, server.host())
                    .readPort(readPorts.get(i))
                    .writePort(writePorts.get(i))
                    .readSecret(server.readSecret())
                    .writeSecret(server.writeSecret()));
        }
        return builder;
    }

    /** Names of many lengths, with bytes that the protocol must escape. */
    static Word word(long id) {
        String unit = "\t\n" + id + "é" + (char) (id % 16);
        return new Word(id, unit.repeat((int) (1 + id * 31 % LONGEST_NAME / unit.length())), (int) (id % BUCKETS));
    }

    /** What a caller finds under that key. */
    static Optional<Word> expected(long id) {
        return id < WORD_COUNT ? Optional.of(word(id)) : Optional.empty();
    }

    /** The words of these buckets in the order of their index. */
    static List<Word> expectedBetween(int low, int high) {
        return LongStream.range(0, WORD_COUNT)
                .mapToObj(StressTables::word)
                .filter(word -> word.bucket() >= low && word.bucket() <= high)
                .sorted(Comparator.comparingInt(Word::bucket).thenComparingLong(Word::id))
                .toList();
    }

    static List<Long> counters() {
        return IntStream.range(0, COUNTER_COUNT).mapToObj(Long::valueOf).toList();
    }
}
