package io.hansock;

import io.hansock.handlersocket.Secrets;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One server of the cluster. Immutable: each method returns a changed copy.
 *
 * <pre>{@code
 * ServerSettings.of("east", "db-east").weight(200)
 * }</pre>
 *
 * <p>A client that logs in ({@link HansockBuilder#user}) learns from the server where its HandlerSocket listens and what secrets that
 * wants. What is set here wins over what the server says, each setting by itself: for ports that are reached in another way than the
 * server knows, as through a container's. A client that does not log in knows only what is set here.
 */
public final class ServerSettings {
    /** The customary port of the MySQL protocol. */
    public static final int DEFAULT_SQL_PORT = 3306;

    /** HandlerSocket's customary read port: what a client that does not log in takes where none is set. */
    public static final int DEFAULT_READ_PORT = 9998;

    /** The weight of a server that is given none. */
    public static final int DEFAULT_WEIGHT = 100;

    private static final int LARGEST_PORT = 65_535;

    private final String name;
    private final String host;
    private final int sqlPort;
    private final Listener reads;
    private final Listener writes;
    private final int weight;

    /** One port of HandlerSocket's: 0 and null where nothing is set. */
    private record Listener(int port, @Nullable String secret) {
        private static final Listener UNSET = new Listener(0, null);
    }

    private ServerSettings(String name, String host, int sqlPort, Listener reads, Listener writes, int weight) {
        this.name = name;
        this.host = host;
        this.sqlPort = sqlPort;
        this.reads = reads;
        this.writes = writes;
        this.weight = weight;
    }

    /**
     * A server with the customary SQL port and the default weight, of whose HandlerSocket nothing is set.
     *
     * @param name what it is called in configuration, errors, metrics and (by default) on the ring
     * @param host a host name or a literal IPv4 or IPv6 address (without brackets)
     * @return the settings
     * @throws ConfigurationException if either is blank or holds control characters
     */
    public static ServerSettings of(String name, String host) {
        requireText("the name of a server", name);
        requireText("the host of server " + name, host);
        return new ServerSettings(name, host, DEFAULT_SQL_PORT, Listener.UNSET, Listener.UNSET, DEFAULT_WEIGHT);
    }

    /**
     * Sets the port of the MySQL protocol. Default: 3306.
     *
     * @param port 1 to 65535
     * @return a changed copy
     */
    public ServerSettings sqlPort(int port) {
        return new ServerSettings(name, host, checked("SQL port", port), reads, writes, weight);
    }

    /**
     * Sets the port that answers reads ({@code handlersocket_port}). Default: the one that the server tells a client that logs in,
     * and 9998 for one that does not.
     *
     * @param port 1 to 65535; it is taken to be this server's without a proof
     * @return a changed copy
     */
    public ServerSettings readPort(int port) {
        Listener listener = new Listener(checked("read port", port), reads.secret);
        return new ServerSettings(name, host, sqlPort, listener, writes, weight);
    }

    /**
     * Sets the port that takes writes ({@code handlersocket_port_wr}); used only with {@link Writes#HANDLERSOCKET}. Default: the one
     * that the server tells a client that logs in, and none for one that does not.
     *
     * @param port 1 to 65535; it is taken to be this server's without a proof
     * @return a changed copy
     */
    public ServerSettings writePort(int port) {
        Listener listener = new Listener(checked("write port", port), writes.secret);
        return new ServerSettings(name, host, sqlPort, reads, listener, weight);
    }

    /**
     * Sets the secret of the read port ({@code handlersocket_plain_secret}). Default: the one that the server tells a client that
     * logs in, and none for one that does not.
     *
     * @param secret 1 to 128 printable ASCII characters without blanks; empty if the port has none; null for the default
     * @return a changed copy
     */
    public ServerSettings readSecret(@Nullable String secret) {
        Listener listener = new Listener(reads.port, checked("read secret", secret));
        return new ServerSettings(name, host, sqlPort, listener, writes, weight);
    }

    /**
     * Sets the secret of the write port ({@code handlersocket_plain_secret_wr}). Default: as of the read port.
     *
     * @param secret 1 to 128 printable ASCII characters without blanks; empty if the port has none; null for the default
     * @return a changed copy
     */
    public ServerSettings writeSecret(@Nullable String secret) {
        Listener listener = new Listener(writes.port, checked("write secret", secret));
        return new ServerSettings(name, host, sqlPort, reads, listener, weight);
    }

    /**
     * Sets its share of the keys, relative to the other servers.
     *
     * @param weight 0 or more
     * @return a changed copy
     */
    public ServerSettings weight(int weight) {
        if (weight < 0) {
            throw new ConfigurationException(name, "the weight must not be negative");
        }
        return new ServerSettings(name, host, sqlPort, reads, writes, weight);
    }

    /** {@return the configured name} */
    public String name() {
        return name;
    }

    /** {@return the host name or literal address} */
    public String host() {
        return host;
    }

    /** {@return the port of the MySQL protocol} */
    public int sqlPort() {
        return sqlPort;
    }

    /** {@return the port that answers reads, if one is set} */
    public OptionalInt readPort() {
        return port(reads);
    }

    /** {@return the port that takes writes, if one is set} */
    public OptionalInt writePort() {
        return port(writes);
    }

    /** {@return the secret of the read port, if one is set; empty text if it is set to have none} */
    public Optional<String> readSecret() {
        return Optional.ofNullable(reads.secret);
    }

    /** {@return the secret of the write port, if one is set; empty text if it is set to have none} */
    public Optional<String> writeSecret() {
        return Optional.ofNullable(writes.secret);
    }

    /** {@return its share of the keys, relative to the other servers} */
    public int weight() {
        return weight;
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return name + " (" + host + ", SQL port " + sqlPort + (reads.port == 0 ? "" : ", read port " + reads.port)
                + (writes.port == 0 ? "" : ", write port " + writes.port) + ", weight " + weight + ")";
    }

    private static OptionalInt port(Listener listener) {
        return listener.port == 0 ? OptionalInt.empty() : OptionalInt.of(listener.port);
    }

    private static void requireText(String what, String text) {
        Objects.requireNonNull(text, what);
        if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
            throw new ConfigurationException(what + " must not be blank and not hold control characters");
        }
    }

    private int checked(String what, int port) {
        if (port < 1 || port > LARGEST_PORT) {
            throw new ConfigurationException(name, "the " + what + " " + port + " is not within 1 to " + LARGEST_PORT);
        }
        return port;
    }

    private @Nullable String checked(String what, @Nullable String secret) {
        if (secret != null && !secret.isEmpty() && !Secrets.isOne(secret)) {
            throw new ConfigurationException(name, "the " + what + " is not " + Secrets.RULE);
        }
        return secret;
    }
}
