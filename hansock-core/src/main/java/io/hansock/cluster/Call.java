package io.hansock.cluster;

import io.hansock.Operation;
import io.hansock.handlersocket.HandlerSocketExchange;

/**
 * One exchange with one server, and how its answer becomes a result. To be carried out once.
 *
 * @param <T> the result
 */
public abstract class Call<T> {
    private final ClusterServer server;
    private final boolean write;
    private final Operation operation;
    private final HandlerSocketExchange exchange;

    Call(ClusterServer server, boolean write, Operation operation, HandlerSocketExchange exchange) {
        this.server = server;
        this.write = write;
        this.operation = operation;
        this.exchange = exchange;
    }

    /** Reads the result out of the exchange that has the answer; on the owner's thread. */
    abstract T read(HandlerSocketExchange answered);

    final ClusterServer server() {
        return server;
    }

    /** The channels that can carry it. */
    final ChannelGroup channels() {
        return server.channels(write);
    }

    final boolean isWrite() {
        return write;
    }

    final Operation operation() {
        return operation;
    }

    /** What to send first. */
    final HandlerSocketExchange exchange() {
        return exchange;
    }
}
