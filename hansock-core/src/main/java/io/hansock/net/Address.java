package io.hansock.net;

import java.nio.file.Path;

/** Where a server listens. */
public sealed interface Address {
    /** A host name or literal address, and a port. */
    record Tcp(String host, int port) implements Address {
        /** {@code host:port}, an IPv6 address in brackets. */
        @Override
        public String toString() {
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }

    /** A Unix domain socket. */
    record Unix(Path path) implements Address {
        @Override
        public String toString() {
            return path.toString();
        }
    }
}
