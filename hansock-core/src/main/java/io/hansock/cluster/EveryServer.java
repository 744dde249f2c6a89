package io.hansock.cluster;

import io.hansock.mysql.GatheredCalls;
import io.hansock.mysql.Leased;
import io.hansock.mysql.MysqlConnection;
import io.hansock.mysql.Request;
import io.hansock.mysql.SharedQuery;
import io.hansock.mysql.SharedRows;
import io.hansock.mysql.ToTheLast;
import io.hansock.net.IoThread;
import java.util.ArrayList;
import java.util.List;

/**
 * One call that goes to every server, in the calling thread: a connection to each is leased, in the servers' order, so that two such callers
 * never wait for each other; then all are asked at the same time. For one call.
 */
final class EveryServer {
    private final List<ServerSql> servers;
    private final IoThread io;
    private final long timeoutNanos;
    private final long deadline;

    EveryServer(List<ServerSql> servers, IoThread io, long timeoutNanos) {
        this.servers = servers;
        this.io = io;
        this.timeoutNanos = timeoutNanos;
        this.deadline = System.nanoTime() + timeoutNanos;
    }

    private long left() {
        return deadline - System.nanoTime();
    }

    /** The results, in the order of the servers. */
    <T> List<T> ask(Request<T> request) {
        List<MysqlConnection> connections = new ArrayList<>(servers.size());
        List<Runnable> returns = new ArrayList<>(servers.size());
        List<Boolean> tooLate = new ArrayList<>(servers.size());
        GatheredCalls<T> calls;
        try {
            for (ServerSql server : servers) {
                MysqlConnection connection = server.sessions().lease(left());
                returns.add(() -> server.sessions().care().takeBack(connection));
                connections.add(connection);
            }
            calls = new GatheredCalls<>(io, connections, request, left());
            connections.forEach(connection -> tooLate.add(connection.wasTooLate()));
        } catch (RuntimeException | Error e) {
            ToTheLast.runAfter(e, returns);
            throw e;
        }
        ToTheLast.run(returns);
        List<T> results = new ArrayList<>(servers.size());
        Throwable failure = null;
        for (int i = 0; i < servers.size(); i++) {
            Throwable problem = calls.problem(i);
            if (problem == null) {
                results.add(calls.result(i));
            } else if (tooLate.get(i) && failure == null) {
                // the connection had ended before the server read anything
                results.add(PooledSqlClient.sharing(servers.get(i).sessions(), left())
                        .ask(request));
            } else {
                failure = ToTheLast.joined(failure, problem);
            }
        }
        ToTheLast.raise(failure);
        return results;
    }

    /** The rows of each server, while they arrive. */
    SharedRows stream(SharedQuery query) {
        List<Leased> leased = new ArrayList<>(servers.size());
        try {
            for (ServerSql server : servers) {
                leased.add(server.lease(left()));
            }
        } catch (RuntimeException | Error e) {
            ToTheLast.runAfter(
                    e, leased.stream().<Runnable>map(one -> one::giveBack).toList());
            throw e;
        }
        return query.streams(io, leased, left(), timeoutNanos);
    }
}
