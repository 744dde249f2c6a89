package io.hansock.cluster;

import io.hansock.Operation;
import io.hansock.wire.CommandWire;
import io.hansock.wire.WireExchange;

/**
 * One command for one server, and how its answer becomes a result.
 *
 * @param <T> the result
 */
abstract non-sealed class Call<T> implements Plan<T> {
    private final ClusterServer server;
    private final boolean write;
    private final Operation operation;

    Call(ClusterServer server, boolean write, Operation operation) {
        this.server = server;
        this.write = write;
        this.operation = operation;
    }

    /**
     * What carries it at this moment.
     *
     * @throws io.hansock.HansockException if nothing does
     */
    final Lane lane() {
        return write ? server.writes() : server.reads();
    }

    /** What to send; on the owner's thread. */
    abstract WireExchange exchange(CommandWire wire);

    /** Reads the result out of the exchange that has the answer; on the owner's thread. */
    abstract T read(WireExchange answered);

    final ClusterServer server() {
        return server;
    }

    final boolean isWrite() {
        return write;
    }

    final Operation operation() {
        return operation;
    }
}
