package io.hansock;

import io.hansock.net.Address;

/** Where an SQL server listens, as users write it. Stateless. */
final class SqlAddress {
    private static final int DEFAULT_PORT = 3306;
    private static final int LARGEST_PORT = 65_535;

    private SqlAddress() {}

    /** Of {@code host}, {@code host:port}, {@code [host]:port}, or an IPv6 address without brackets and port. */
    static Address parse(String hostAndPort) {
        if (!hasPort(hostAndPort)) {
            return of(withoutBrackets(hostAndPort), DEFAULT_PORT);
        }
        int colon = hostAndPort.lastIndexOf(':');
        return of(withoutBrackets(hostAndPort.substring(0, colon)), port(hostAndPort.substring(colon + 1)));
    }

    private static boolean hasPort(String hostAndPort) {
        int last = hostAndPort.lastIndexOf(':');
        return hostAndPort.startsWith("[")
                ? last > hostAndPort.indexOf(']')
                : last >= 0 && last == hostAndPort.indexOf(':');
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static int port(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new ConfigurationException("the port must be a number within 1 and " + LARGEST_PORT);
        }
    }

    static Address of(String host, int port) {
        if (host.isBlank()) {
            throw new ConfigurationException("a server needs a host");
        }
        return new Address.Tcp(host, Bounds.within("the port", port, 1, LARGEST_PORT));
    }
}
