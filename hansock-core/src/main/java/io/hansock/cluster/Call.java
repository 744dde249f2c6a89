package io.hansock.cluster;

import io.hansock.Operation;
import io.hansock.wire.WireExchange;

/**
 * One exchange with one server, and how its answer becomes a result. To be carried out once.
 *
 * @param <T> the result
 */
abstract non-sealed class Call<T> implements Plan<T> {
    private final Lane lane;
    private final boolean write;
    private final Operation operation;
    private final WireExchange exchange;

    Call(Lane lane, boolean write, Operation operation, WireExchange exchange) {
        this.lane = lane;
        this.write = write;
        this.operation = operation;
        this.exchange = exchange;
    }

    /** Reads the result out of the exchange that has the answer; on the owner's thread. */
    abstract T read(WireExchange answered);

    final ClusterServer server() {
        return lane.server();
    }

    /** The channels that can carry it. */
    final ChannelGroup channels() {
        return lane.channels();
    }

    final boolean isWrite() {
        return write;
    }

    final Operation operation() {
        return operation;
    }

    /** What to send first. */
    final WireExchange exchange() {
        return exchange;
    }
}
