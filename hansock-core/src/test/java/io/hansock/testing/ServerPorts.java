package io.hansock.testing;

/**
 * Where a server listens on the loopback address.
 *
 * @param sql the MySQL protocol
 * @param read HandlerSocket's reads, if it has any
 * @param write HandlerSocket's writes, if it has any
 */
record ServerPorts(int sql, int read, int write) {
    static ServerPorts choose() {
        int[] ports = LoopbackPorts.choose(3);
        return new ServerPorts(ports[0], ports[1], ports[2]);
    }

    /** The same SQL port, and two that are free at this moment for HandlerSocket. */
    ServerPorts withOtherHandlerSocket() {
        int[] ports = LoopbackPorts.choose(2);
        return new ServerPorts(sql, ports[0], ports[1]);
    }
}
