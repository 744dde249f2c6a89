package io.hansock.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports on the loopback address.
 *
 * <p>They lie below the range from which the system takes ports for outgoing connections. A port inside it could be taken by any client while its
 * server is down; worse, a client that keeps trying to connect to a dead server's port is in the end given that port itself and connects to itself.
 */
final class LoopbackPorts {
    private static final int LOWEST = 10_240;
    private static final int ATTEMPTS = 10_000;
    private static final Path OUTGOING = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

    /** What systems commonly begin outgoing ports with. */
    private static final int OUTGOING_LOWEST = 32_768;

    private LoopbackPorts() {}

    /** As many different ports; free now, though another process may take one before they are used. */
    static int[] choose(int count) {
        int end = Math.max(outgoingLowest(), LOWEST + ATTEMPTS);
        Set<Integer> ports = new LinkedHashSet<>();
        for (int i = 0; i < ATTEMPTS && ports.size() < count; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, end);
            if (isFree(port)) {
                ports.add(port);
            }
        }
        if (ports.size() < count) {
            throw new IllegalStateException("no " + count + " free ports from " + LOWEST + " to " + end);
        }
        return ports.stream().mapToInt(Integer::intValue).toArray();
    }

    /** 127.0.0.1, whatever family the JVM prefers. */
    static InetAddress address() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, address())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static int outgoingLowest() {
        try {
            return Files.exists(OUTGOING)
                    ? Integer.parseInt(
                            Files.readString(OUTGOING, US_ASCII).strip().split("\\s+", 2)[0])
                    : OUTGOING_LOWEST;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
