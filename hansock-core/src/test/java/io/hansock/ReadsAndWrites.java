package io.hansock;

import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.testing.PatientClient;
import io.hansock.testing.Stopwatch;
import io.hansock.value.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Load by a few threads: each row is written, read, changed and read again, over HandlerSocket as long as that is there. */
final class ReadsAndWrites {
    private static final Table<Row> T = Table.of("t", "id", "v");
    private static final int THREADS = 4;

    /** As long as a client waits by default, and a margin. */
    static final Duration LONGEST_CALL = Duration.ofSeconds(3);

    private final Hansock hansock;
    private final AtomicLong rows;
    private final long first;
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    /** Rows are numbered from {@code first} on. */
    ReadsAndWrites(Hansock hansock, long first) {
        this.hansock = hansock;
        this.first = first;
        this.rows = new AtomicLong(first);
    }

    static Hansock client(String host, int sqlPort, String database) {
        return PatientClient.builder()
                .user("app")
                .database(database)
                .writes(Writes.HANDLERSOCKET)
                .server(ServerSettings.of("east", host).sqlPort(sqlPort))
                .build();
    }

    /** Begins, and returns when it is well under way. */
    String start() throws InterruptedException {
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(this::load);
            threads.add(thread);
            thread.start();
        }
        while (done() < 500 && failures.isEmpty()) {
            Thread.sleep(10);
        }
        return "began";
    }

    long done() {
        return rows.get() - first;
    }

    private void load() {
        while (!over) {
            long id = rows.incrementAndGet();
            try {
                require(() -> hansock.insert(Insert.into(T).set("id", id).set("v", 1)) != null);
                require(() -> hansock.findOne(T, id).orElseThrow().getInt("v") == 1);
                require(() -> hansock.update(T.key(id).set("v", 2)) == 1);
                require(() -> hansock.findOne(T, id).orElseThrow().getInt("v") == 2);
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
    }

    private static void require(BooleanSupplier call) {
        Stopwatch stopwatch = Stopwatch.start();
        if (!call.getAsBoolean()) {
            throw new IllegalStateException("another answer than the one that must come");
        }
        Duration taken = stopwatch.awake();
        if (taken.compareTo(LONGEST_CALL) > 0) {
            throw new IllegalStateException("a call took " + taken);
        }
    }

    /** Ends it; how many failed, and why the first one. */
    String end() throws InterruptedException {
        over = true;
        for (Thread thread : threads) {
            thread.join();
        }
        return failures.size() + " failed" + (failures.isEmpty() ? "" : ": " + failures.peek());
    }
}
