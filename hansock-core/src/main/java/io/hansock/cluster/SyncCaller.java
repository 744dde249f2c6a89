package io.hansock.cluster;

import io.hansock.ChannelLostException;
import io.hansock.HansockException;
import io.hansock.Operation;
import io.hansock.Outcome;
import io.hansock.index.Table;
import io.hansock.net.Channel;
import io.hansock.net.Gathering;
import io.hansock.net.IoThread;
import io.hansock.wire.WireExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Carries out plans in the calling thread. Safe for any thread. */
final class SyncCaller {
    private final IoThread io;
    private final Report report;

    SyncCaller(IoThread io, Report report) {
        this.io = io;
        this.report = report;
    }

    <T> T run(Plan<T> plan, long timeoutNanos) {
        if (plan instanceof Call<T> call) {
            return one(call, Function.identity(), timeoutNanos);
        }
        if (plan instanceof Plan.Many<?, T> many) {
            return many(many, timeoutNanos);
        }
        return ((Plan.Known<T>) plan).result();
    }

    private <X, T> T one(Call<X> call, Function<X, T> finish, long timeoutNanos) {
        long start = report.start();
        try {
            X read = call.read(answer(call.server(), call.channels(), call.isWrite(), call.exchange(), timeoutNanos));
            T result = finish.apply(read);
            report.finished(call.server(), call.operation(), report.since(start), null);
            return result;
        } catch (RuntimeException | Error e) {
            report.finished(call.server(), call.operation(), report.since(start), e);
            throw e;
        }
    }

    /** The common call, without an object for it. */
    <R> Optional<R> findOne(Lane lane, Table<R> table, Object[] key, long timeoutNanos) {
        ClusterServer server = lane.server();
        WireExchange find = lane.wire().keyFinds(table).find(key);
        long start = report.start();
        try {
            Optional<R> row =
                    KeyLookups.one(answer(server, lane.channels(), false, find, timeoutNanos), table.mapper());
            report.finished(server, Operation.FIND, report.since(start), null);
            return row;
        } catch (RuntimeException | Error e) {
            report.finished(server, Operation.FIND, report.since(start), e);
            throw e;
        }
    }

    /** Carries one exchange out and returns the one that has its answer: itself, or a repetition. */
    private static WireExchange answer(
            ClusterServer server, ChannelGroup channels, boolean write, WireExchange exchange, long timeoutNanos) {
        server.repeats().called();
        Channel channel = channels.forCaller();
        try {
            return exchange.carryOut(channel, server.name(), timeoutNanos);
        } catch (ChannelLostException problem) {
            if (!server.repeats().mayRepeat(write, problem)) {
                throw problem;
            }
        }
        Channel answering = channels.answering();
        return exchange.repeat()
                .carryOut(answering == null ? channels.forCaller() : answering, server.name(), exchange.nanosLeft());
    }

    private <X, T> T many(Plan.Many<X, T> plan, long timeoutNanos) {
        if (plan.calls().size() == 1) {
            return one(plan.calls().get(0), result -> plan.combine().apply(List.of(result)), timeoutNanos);
        }
        long start = report.start();
        long deadline = System.nanoTime() + timeoutNanos;
        List<Part<X>> parts = new ArrayList<>(plan.calls().size());
        for (Call<X> call : plan.calls()) {
            call.server().repeats().called();
            parts.add(new Part<>(call, timeoutNanos));
        }
        for (List<Part<X>> open = parts; !open.isEmpty(); open = open(parts)) {
            gather(open, Math.max(0, deadline - System.nanoTime()));
        }
        try {
            T whole = plan.combine().apply(results(parts));
            finished(parts, start, null);
            return whole;
        } catch (RuntimeException | Error e) {
            finished(parts, start, e);
            throw e;
        }
    }

    private static <X> List<X> results(List<Part<X>> parts) {
        Throwable failure = null;
        List<X> results = new ArrayList<>(parts.size());
        for (Part<X> part : parts) {
            Throwable problem = part.problem;
            if (problem == null) {
                results.add(part.result());
            } else if (failure == null) {
                failure = problem;
            } else {
                failure.addSuppressed(problem);
            }
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
        return results;
    }

    /** Where all parts are well and yet make no whole, each has failed by that. */
    private <X> void finished(List<Part<X>> parts, long start, @Nullable Throwable failure) {
        boolean apart = parts.stream().anyMatch(part -> part.problem != null);
        long nanos = report.since(start);
        for (Part<X> part : parts) {
            report.finished(part.call.server(), part.call.operation(), nanos, apart ? part.problem : failure);
        }
    }

    private static <X> List<Part<X>> open(List<Part<X>> parts) {
        List<Part<X>> open = new ArrayList<>();
        for (Part<X> part : parts) {
            if (!part.concluded) {
                open.add(part);
            }
        }
        return open;
    }

    private <X> void gather(List<Part<X>> parts, long timeoutNanos) {
        Gathering gathering = new Gathering(io);
        Map<ChannelGroup, Integer> joined = new HashMap<>();
        for (Part<X> part : parts) {
            part.join(gathering, joined.merge(part.call.channels(), 1, Integer::sum) - 1);
        }
        IOException failure = null;
        try {
            gathering.run(timeoutNanos);
        } catch (IOException e) {
            failure = e;
        }
        for (Part<X> part : parts) {
            part.conclude(failure);
        }
    }

    /** One call of several: where it stands. */
    private static final class Part<X> {
        private final Call<X> call;
        private WireExchange exchange;
        private @Nullable Channel channel;

        /** Unchecked, if there is one. */
        private @Nullable Throwable problem;

        private @Nullable X result;
        private boolean repeated;
        private boolean concluded;

        Part(Call<X> call, long timeoutNanos) {
            this.call = call;
            this.exchange = call.exchange().within(timeoutNanos);
        }

        void join(Gathering gathering, int number) {
            try {
                Channel chosen = channel == null ? call.channels().forCaller(number) : channel;
                channel = chosen;
                gathering.add(chosen, exchange);
            } catch (HansockException e) {
                problem = e;
                concluded = true;
            }
        }

        void conclude(@Nullable IOException pollFailure) {
            Channel used = channel;
            if (concluded || used == null) {
                return;
            }
            concluded = true;
            try {
                WireExchange next = exchange.settle(used, call.server().name());
                if (next == null) {
                    result = call.read(exchange);
                } else {
                    exchange = next;
                    concluded = false;
                }
            } catch (HansockException e) {
                if (pollFailure != null) {
                    problem = new ChannelLostException(
                            call.server().name(), Outcome.UNKNOWN, "polling failed", pollFailure);
                } else if (!repeated && call.server().repeats().mayRepeat(call.isWrite(), e)) {
                    repeated = true;
                    exchange = exchange.repeat();
                    channel = null;
                    concluded = false;
                } else {
                    problem = e;
                }
            } catch (RuntimeException | Error e) {
                // thrown by the user's record or mapper; the other parts are to end all the same
                problem = e;
            }
        }

        X result() {
            X present = result;
            if (present == null) {
                throw new IllegalStateException("a part without a result");
            }
            return present;
        }
    }
}
