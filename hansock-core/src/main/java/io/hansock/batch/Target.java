package io.hansock.batch;

import io.hansock.ConfigurationException;
import io.hansock.net.Address;
import java.nio.file.Path;

/** Reads the text that says where a server listens. */
final class Target {
    private static final int HIGHEST_PORT = 65_535;

    private Target() {}

    static Address parse(String text) {
        if (text.startsWith("/")) {
            return new Address.Unix(Path.of(text));
        }
        if (text.startsWith("[")) {
            int close = text.indexOf(']');
            if (close < 2) {
                throw malformed(text);
            }
            return new Address.Tcp(text.substring(1, close), port(text, text.substring(close + 1)));
        }
        int colon = text.indexOf(':');
        if (colon != text.lastIndexOf(':')) {
            throw malformed(text);
        }
        String host = colon < 0 ? text : text.substring(0, colon);
        if (host.isBlank()) {
            throw malformed(text);
        }
        return new Address.Tcp(host, port(text, colon < 0 ? "" : text.substring(colon)));
    }

    private static int port(String text, String suffix) {
        if (suffix.isEmpty()) {
            return Connection.DEFAULT_PORT;
        }
        if (suffix.charAt(0) != ':' || !suffix.substring(1).matches("[0-9]{1,5}")) {
            throw malformed(text);
        }
        int port = Integer.parseInt(suffix.substring(1));
        if (port < 1 || port > HIGHEST_PORT) {
            throw malformed(text);
        }
        return port;
    }

    private static ConfigurationException malformed(String text) {
        return new ConfigurationException("'" + text
                + "' is no server; it is host, host:port, [IPv6 address], [IPv6 address]:port or /path/of/a/socket");
    }
}
