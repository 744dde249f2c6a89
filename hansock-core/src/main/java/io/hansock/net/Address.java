package io.hansock.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a server listens. */
public sealed interface Address {
    /** Whether what travels to it stays on this machine, for certain: a name may stand for anything. */
    boolean isLocal();

    /** A host name or literal address, and a port. */
    record Tcp(String host, int port) implements Address {
        @Override
        public boolean isLocal() {
            try {
                return Resolver.isLiteral(host) && InetAddress.getByName(host).isLoopbackAddress();
            } catch (UnknownHostException e) {
                return false;
            }
        }

        /** {@code host:port}, an IPv6 address in brackets. */
        @Override
        public String toString() {
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }

    /** A Unix domain socket. */
    record Unix(Path path) implements Address {
        @Override
        public boolean isLocal() {
            return true;
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** The address behind a socket that has connected to {@code asked}. */
    static Address of(@Nullable SocketAddress reached, Address asked) {
        return reached instanceof InetSocketAddress tcp
                ? new Tcp(tcp.getAddress().getHostAddress(), tcp.getPort())
                : asked;
    }
}
