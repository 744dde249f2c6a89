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
 * ServerSettings.of("east", "db-east").readPort(9998).writePort(9999).weight(200)
 * }</pre>
 */
public final class ServerSettings {
    /** HandlerSocket's customary read port. */
    public static final int DEFAULT_READ_PORT = 9998;

    /** The weight of a server that is given none. */
    public static final int DEFAULT_WEIGHT = 100;

    private final String name;
    private final String host;
    private final int readPort;
    private final int writePort;
    private final @Nullable String readSecret;
    private final @Nullable String writeSecret;
    private final int weight;

    private ServerSettings(
            String name,
            String host,
            int readPort,
            int writePort,
            @Nullable String readSecret,
            @Nullable String writeSecret,
            int weight) {
        this.name = name;
        this.host = host;
        this.readPort = readPort;
        this.writePort = writePort;
        this.readSecret = readSecret;
        this.writeSecret = writeSecret;
        this.weight = weight;
    }

    /**
     * A server with HandlerSocket's customary read port, no write port, no secrets and the default weight.
     *
     * @param name what it is called in configuration, errors, metrics and (by default) on the ring
     * @param host a host name or a literal IPv4 or IPv6 address (without brackets)
     * @return the settings
     * @throws ConfigurationException if either is blank, or the name holds control characters
     */
    public static ServerSettings of(String name, String host) {
        requireText("the name of a server", name);
        requireText("the host of server " + name, host);
        return new ServerSettings(name, host, DEFAULT_READ_PORT, 0, null, null, DEFAULT_WEIGHT);
    }

    /**
     * Sets the port that answers reads ({@code handlersocket_port}).
     *
     * @param port 1 to 65535
     * @return a changed copy
     */
    public ServerSettings readPort(int port) {
        return new ServerSettings(name, host, requirePort(port), writePort, readSecret, writeSecret, weight);
    }

    /**
     * Sets the port that takes writes ({@code handlersocket_port_wr}); used only with {@link Writes#HANDLERSOCKET}.
     *
     * @param port 1 to 65535
     * @return a changed copy
     */
    public ServerSettings writePort(int port) {
        return new ServerSettings(name, host, readPort, requirePort(port), readSecret, writeSecret, weight);
    }

    /**
     * Sets the secret of the read port ({@code handlersocket_plain_secret}).
     *
     * @param secret 1 to 128 printable ASCII characters without blanks; null or empty if the port has none
     * @return a changed copy
     */
    public ServerSettings readSecret(@Nullable String secret) {
        return new ServerSettings(name, host, readPort, writePort, Secrets.checked(name, secret), writeSecret, weight);
    }

    /**
     * Sets the secret of the write port ({@code handlersocket_plain_secret_wr}).
     *
     * @param secret 1 to 128 printable ASCII characters without blanks; null or empty if the port has none
     * @return a changed copy
     */
    public ServerSettings writeSecret(@Nullable String secret) {
        return new ServerSettings(name, host, readPort, writePort, readSecret, Secrets.checked(name, secret), weight);
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
        return new ServerSettings(name, host, readPort, writePort, readSecret, writeSecret, weight);
    }

    /** {@return the configured name} */
    public String name() {
        return name;
    }

    /** {@return the host name or literal address} */
    public String host() {
        return host;
    }

    /** {@return the port that answers reads} */
    public int readPort() {
        return readPort;
    }

    /** {@return the port that takes writes, if one is configured} */
    public OptionalInt writePort() {
        return writePort == 0 ? OptionalInt.empty() : OptionalInt.of(writePort);
    }

    /** {@return the secret of the read port, if it has one} */
    public Optional<String> readSecret() {
        return Optional.ofNullable(readSecret);
    }

    /** {@return the secret of the write port, if it has one} */
    public Optional<String> writeSecret() {
        return Optional.ofNullable(writeSecret);
    }

    /** {@return its share of the keys, relative to the other servers} */
    public int weight() {
        return weight;
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return name + " (" + host + ", read port " + readPort + (writePort == 0 ? "" : ", write port " + writePort)
                + ", weight " + weight + ")";
    }

    private static void requireText(String what, String text) {
        Objects.requireNonNull(text, what);
        if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
            throw new ConfigurationException(what + " must not be blank and not hold control characters");
        }
    }

    private int requirePort(int port) {
        if (port < 1 || port > 65535) {
            throw new ConfigurationException(name, "port " + port + " is not within 1 to 65535");
        }
        return port;
    }
}
