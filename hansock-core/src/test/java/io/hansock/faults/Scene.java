package io.hansock.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.Crew;
import io.hansock.Hansock;
import io.hansock.ServerSettings;
import io.hansock.ServerState.Condition;
import io.hansock.testing.FaultyProxy;
import io.hansock.testing.Footprint;
import io.hansock.testing.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real server, a bad network in front of each of its ports, a client of each {@link Manner}, and {@value #THREADS} threads that call. For one
 * thread, which says when what goes wrong.
 */
final class Scene implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Scene.class);
    private static final int THREADS = 32;
    private static final Duration WARM_UP = Duration.ofMillis(500);
    private static final Duration MEASURED = Duration.ofMillis(700);
    private static final int PATIENCE = 5;
    private static final long HANG_SECONDS = 30;

    /** So long without a call, and connections count as idle for whoever looks after them. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    /** At full speed again within so long after the fault has ended. */
    private static final Duration RECOVERY = Stopwatch.EXACT ? Duration.ofSeconds(1) : Duration.ofSeconds(8);

    /** What part of the speed before is full speed. */
    private static final double FULL = Stopwatch.EXACT ? 0.8 : 0.4;

    private final Footprint before = Footprint.now("hansock");
    private final Backend server;
    private final FaultyProxy sql;

    /** For reads and for writes, if it has any. */
    private final List<FaultyProxy> handlerSocket;

    private final Pulse pulse;
    private final Map<Manner, Hansock> clients = new EnumMap<>(Manner.class);
    private final Map<Manner, Ledger> ledgers = new EnumMap<>(Manner.class);
    private final Crew crew;
    private volatile Load.State wanted = Load.State.CALLING;
    private long usualBeat;

    /** Lays the tables and has the threads call, for at most so long. */
    Scene(Backend server, Random random, Duration longest) {
        this(server, random, longest, Duration.ZERO);
    }

    /**
     * The same for threads that pause before each call: how many calls are answered is then up to the client and the server, and not to what
     * else the machine has to do.
     */
    Scene(Backend server, Random random, Duration longest, Duration pause) {
        this(server, random, longest, pause, "", 0);
    }

    /**
     * The same, by way of exception.
     *
     * @param tableOptions what follows a table's columns
     * @param padding as in {@link Load}
     */
    Scene(Backend server, Random random, Duration longest, String tableOptions, int padding) {
        this(server, random, longest, Duration.ZERO, tableOptions, padding);
    }

    private Scene(Backend server, Random random, Duration longest, Duration pause, String tableOptions, int padding) {
        this.server = server;
        server.sql("drop database if exists " + Manner.DATABASE + "; create database " + Manner.DATABASE);
        for (Manner manner : server.manners()) {
            server.sql(manner.layingStatements(tableOptions));
        }
        server.admit();
        this.sql = FaultyProxy.to(server.sqlPort());
        this.handlerSocket = IntStream.concat(server.readPort().stream(), server.writePort().stream())
                .mapToObj(FaultyProxy::to)
                .toList();
        this.pulse = new Pulse(longest);
        Load load = new Load(pulse, TIMEOUT, () -> wanted, pause, padding);
        List<Caller> callers = new ArrayList<>();
        List<Manner> manners = List.copyOf(server.manners());
        for (Manner manner : manners) {
            clients.put(manner, client(manner));
            ledgers.put(manner, new Ledger(manner));
        }
        for (int i = 0; i < THREADS; i++) {
            Manner manner = manners.get(i % manners.size());
            callers.add(new Caller(i, clients.get(manner), ledgers.get(manner), load, new Random(random.nextLong())));
        }
        this.crew = Crew.of(Crew.platform(), callers);
    }

    private Hansock client(Manner manner) {
        ServerSettings settings = ServerSettings.of("east", "127.0.0.1").sqlPort(sql.port());
        if (!handlerSocket.isEmpty()) {
            settings = settings.readPort(handlerSocket.get(0).port())
                    .writePort(handlerSocket.get(1).port());
        }
        return manner.apply(Hansock.builder())
                .requestTimeout(TIMEOUT)
                .connectTimeout(TIMEOUT.dividedBy(2))
                .server(settings)
                .build();
    }

    Backend server() {
        return server;
    }

    FaultyProxy sql() {
        return sql;
    }

    List<FaultyProxy> handlerSocket() {
        return handlerSocket;
    }

    List<FaultyProxy> all() {
        return Stream.concat(Stream.of(sql), handlerSocket.stream()).toList();
    }

    /** Lets nothing go wrong, and remembers how fast that is. */
    void beWell() throws InterruptedException {
        usualBeat = 0;
        // a machine that stands still for half a second says nothing of the client
        for (int i = 0; i < PATIENCE && usualBeat == 0; i++) {
            goOn(WARM_UP);
            int from = pulse.beat(System.nanoTime());
            goOn(MEASURED);
            usualBeat = pulse.median(from, pulse.beat(System.nanoTime()));
        }
        assertThat(usualBeat).as("answers in 100 ms while all is well").isPositive();
    }

    /** Has nobody call, and returns when all connections have been idle for a while. */
    void rest() throws InterruptedException {
        wanted = Load.State.RESTING;
        goOn(IDLE);
    }

    /** Has all call again. */
    void callAgain() {
        wanted = Load.State.CALLING;
    }

    /** One fault comes and goes; returns when the callers are at full speed again. */
    void suffer(Fault fault, Duration hold, Random random) throws InterruptedException {
        LOG.info("{} begins", fault);
        fault.begin(this);
        long end = System.nanoTime() + hold.toNanos();
        while (System.nanoTime() - end < 0) {
            fault.goOn(this, random);
            goOn(Duration.ofMillis(20));
        }
        fault.end(this);
        LOG.info("{} ended; {}", fault, this);
        awaitFullSpeed(fault);
    }

    private void goOn(Duration time) throws InterruptedException {
        assertThat(crew.hasFailed()).as("a caller has failed").isFalse();
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    /** Whether all clients that are to read over HandlerSocket can. */
    boolean readsOverHandlerSocket() {
        return clients.entrySet().stream()
                .filter(each -> each.getKey() != Manner.SQL)
                .allMatch(each -> each.getValue().states().get(0).reads().condition() == Condition.UP);
    }

    private void awaitFullSpeed(Fault fault) throws InterruptedException {
        long wanted = Math.round(usualBeat * FULL);
        int first = pulse.beat(System.nanoTime()) + 1;
        Duration bound = RECOVERY.plus(fault.aftermath());
        int last = first + (int) (bound.toNanos() / Pulse.BEAT_NANOS);
        long found = 0;
        for (int beat = first; beat <= last && found < wanted; beat++) {
            while (pulse.beat(System.nanoTime()) < beat + 3) {
                goOn(Duration.ofMillis(20));
            }
            found = pulse.median(beat, beat + 3);
        }
        assertThat(found)
                .as(
                        "answers in 100 ms, %s after %s, %d before, then %s, %s, %s",
                        bound,
                        fault,
                        usualBeat,
                        pulse.counts(first, last + 3),
                        this,
                        clients.values().stream().map(Hansock::states).toList())
                .isGreaterThanOrEqualTo(wanted);
    }

    /** Ends the load and compares what callers were told with what there is. */
    void verify() throws InterruptedException {
        wanted = Load.State.ENDING;
        crew.await(HANG_SECONDS);
        LOG.info("{}", this);
        ledgers.values().forEach(ledger -> ledger.verify(server::query));
        if (Stopwatch.EXACT) {
            assertThat(pulse.lateShare()).as("late calls of all: %s", pulse).isLessThan(0.001);
        }
    }

    /** What the clients hold of the machine, and all else here with them. */
    Holdings holdings() {
        return Holdings.now(clients.values());
    }

    /** What the callers of each client were told, once or more often. */
    Map<Manner, Set<String>> told() {
        return ledgers.values().stream().collect(Collectors.toMap(Ledger::manner, Ledger::told));
    }

    /** Waits until callers of every client were told so. */
    void awaitTold(String what, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (!told().values().stream().allMatch(told -> told.contains(what))) {
            assertThat(System.nanoTime() - end).as("told so far: %s", told()).isNegative();
            goOn(Duration.ofMillis(20));
        }
    }

    /** Ends everything; fails if the clients leave anything behind. */
    @Override
    public void close() {
        wanted = Load.State.ENDING;
        clients.values().forEach(client -> client.close(TIMEOUT));
        all().forEach(FaultyProxy::close);
        pulse.close();
        before.awaitNoMore();
    }

    @Override
    public String toString() {
        return pulse + " " + ledgers.values();
    }
}
