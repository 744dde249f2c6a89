package io.hansock.cluster;

import io.hansock.HansockException;
import io.hansock.Operation;
import io.hansock.RefusedException;
import io.hansock.ServerException;
import io.hansock.WireKind;
import io.hansock.index.Table;
import io.hansock.mysql.StatementExchange;
import io.hansock.mysql.ToTheLast;
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
        long deadline = System.nanoTime() + timeoutNanos;
        try {
            long left = call.server().awaitReady(call.table(), call.isWrite(), timeoutNanos);
            X read;
            try {
                read = new Trial<>(call, left).carryOut();
            } catch (RefusedException | ServerException e) {
                read = again(call, e, deadline);
            }
            T result = finish.apply(read);
            report.finished(call, report.since(start), null);
            return result;
        } catch (RuntimeException | Error e) {
            report.finished(call, report.since(start), e);
            throw e;
        }
    }

    /** Once more, where the table may not be any longer what it was taken for; nothing was carried out then. */
    private static <X> X again(Call<X> call, HansockException problem, long deadline) {
        if (!call.isDoubted(problem)) {
            throw problem;
        }
        long left = call.server().awaitAnew(call.table(), deadline - System.nanoTime());
        return new Trial<>(call, left).carryOut();
    }

    /** The common call, without an object for it unless something goes wrong. */
    <R> Optional<R> findOne(KeyLookups keys, ClusterServer server, Table<R> table, Object[] key, long timeoutNanos) {
        long start = report.start();
        long deadline = System.nanoTime() + timeoutNanos;
        WireKind wire = null;
        Call<Optional<R>> call = null;
        try {
            long left = server.awaitReady(table, false, timeoutNanos);
            Optional<R> row;
            try {
                Lane lane = server.reads(table, key);
                if (lane == null) {
                    call = keys.findOne(server, table, key);
                    row = new Trial<>(call, left).carryOut();
                } else {
                    wire = lane.kind();
                    WireExchange answered = find(keys, lane, table, key, left);
                    wire = kind(answered);
                    row = KeyLookups.one(answered, table.mapper());
                }
            } catch (RefusedException | ServerException e) {
                call = keys.findOne(server, table, key);
                row = again(call, e, deadline);
            }
            report.finished(server, Operation.FIND, call == null ? wire : call.carrier(), report.since(start), null);
            return row;
        } catch (RuntimeException | Error e) {
            WireKind last = call == null || call.carrier() == null ? wire : call.carrier();
            report.finished(server, Operation.FIND, last, report.since(start), e);
            throw e;
        }
    }

    private static WireKind kind(WireExchange exchange) {
        return exchange instanceof StatementExchange ? WireKind.SQL : WireKind.HANDLERSOCKET;
    }

    private static <R> WireExchange find(KeyLookups keys, Lane lane, Table<R> table, Object[] key, long timeoutNanos) {
        ClusterServer server = lane.server();
        server.repeats().called();
        WireExchange find = lane.wire().keyFinds(table).find(key);
        Channel channel = null;
        try {
            channel = lane.channels().forCaller();
            return find.carryOut(channel, server.name(), timeoutNanos);
        } catch (HansockException problem) {
            Call<Optional<R>> call = keys.findOne(server, table, key);
            long left = channel == null ? timeoutNanos : find.nanosLeft();
            Trial<Optional<R>> trial = new Trial<>(call, lane, find, channel, left);
            if (!trial.mayGoOn(problem)) {
                throw problem;
            }
            return trial.answered();
        }
    }

    private <X, T> T many(Plan.Many<X, T> plan, long timeoutNanos) {
        if (plan.calls().size() == 1) {
            return one(plan.calls().get(0), result -> plan.combine().apply(List.of(result)), timeoutNanos);
        }
        long start = report.start();
        long deadline = System.nanoTime() + timeoutNanos;
        List<Part<X>> parts = new ArrayList<>(plan.calls().size());
        for (Call<X> call : plan.calls()) {
            parts.add(new Part<>(call, deadline));
        }
        for (List<Part<X>> open = open(parts); !open.isEmpty(); open = open(parts)) {
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
            Throwable problem = part.problem();
            if (problem == null) {
                results.add(part.result());
            } else {
                failure = ToTheLast.joined(failure, problem);
            }
        }
        ToTheLast.raise(failure);
        return results;
    }

    /** Where all parts are well and yet make no whole, each has failed by that. */
    private <X> void finished(List<Part<X>> parts, long start, @Nullable Throwable failure) {
        boolean apart = parts.stream().anyMatch(part -> part.problem() != null);
        long nanos = report.since(start);
        for (Part<X> part : parts) {
            report.finished(part.call(), nanos, apart ? part.problem() : failure);
        }
    }

    private static <X> List<Part<X>> open(List<Part<X>> parts) {
        List<Part<X>> open = new ArrayList<>();
        for (Part<X> part : parts) {
            if (!part.isConcluded()) {
                open.add(part);
            }
        }
        return open;
    }

    private <X> void gather(List<Part<X>> parts, long timeoutNanos) {
        Gathering gathering = new Gathering(io);
        Map<ChannelGroup, Integer> joined = new HashMap<>();
        for (Part<X> part : parts) {
            part.join(gathering, joined);
        }
        Throwable failure = null;
        try {
            gathering.run(timeoutNanos);
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
        for (Part<X> part : parts) {
            part.conclude(failure);
        }
    }
}
