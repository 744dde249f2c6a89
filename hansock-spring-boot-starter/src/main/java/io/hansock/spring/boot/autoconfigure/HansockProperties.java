package io.hansock.spring.boot.autoconfigure;

import io.hansock.Failover;
import io.hansock.GuardMode;
import io.hansock.QueueFull;
import io.hansock.Writes;
import io.hansock.ring.Labelling;
import io.hansock.spring.TransactionPolicy;
import io.hansock.sql.AuthPlugin;
import io.hansock.sql.TlsMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of one client: of the one that needs no name under {@code hansock}, of another one under
 * {@code hansock.clients.<name>}. They are checked when the client is made, by the rules of {@link io.hansock.HansockBuilder}.
 *
 * @param enabled Whether to configure Hansock at all.
 * @param database Database of the tables that name none themselves, and of the login.
 * @param username User that logs in to every server. Without one, Hansock speaks HandlerSocket alone.
 * @param password Password of that user.
 * @param login How the password is proved.
 * @param ssl Encryption of SQL.
 * @param handlersocket Use of the servers' HandlerSocket.
 * @param servers Servers by name. The name stands in errors and, unless 'ring-labels' says otherwise, on the ring. Each has
 *     'host' (required, unless all have the same), 'port' (for SQL), 'weight' (its share of the keys), and for a HandlerSocket that the server
 *     itself cannot tell of, or not rightly: 'read-port', 'write-port', 'read-secret' and 'write-secret'.
 * @param serverDefaults What servers have that do not say it themselves.
 * @param requestTimeout How long a call may take in all, from queueing to the answer.
 * @param connectTimeout How long making a connection may take.
 * @param minChannelsPerPort Connections to each HandlerSocket port of each server that concurrent callers share at least, no more
 *     than 'channels-per-port'. There is one more whenever callers queue at all of them.
 * @param channelsPerPort Most connections to each HandlerSocket port of each server. Concurrent callers share them.
 * @param minSqlChannels Connections to each server that concurrent callers share at least for reads over SQL, and as many for
 *     writes; no more than 'sql-channels'. There is one more whenever callers queue at all of them.
 * @param sqlChannels Most connections to each server that carry reads over SQL, and as many for writes. Concurrent callers share
 *     them.
 * @param sqlSessions Most connections to each server that have one user at a time: for SQL of the application's own and its
 *     transactions, and as many again for changes that take a transaction.
 * @param maxPending Most commands that may wait for one connection, queued or sent.
 * @param queueFull What a call meets when that many commands wait for a connection.
 * @param maxReplySize Longest reply that is taken. A longer one fails its caller.
 * @param idleTimeout After how long without use a connection is closed. Should be less than the server's
 *     'handlersocket_timeout'. Zero means never.
 * @param writes What carries writes. Over SQL if there is a user, else none. HandlerSocket writes bypass the binary log,
 *     triggers and CHECK constraints.
 * @param guard What is done about triggers, CHECK constraints and expression defaults that HandlerSocket would bypass.
 * @param failover What becomes of the keys of a server that is down. They fail, or reads of them go to the next server of the
 *     ring.
 * @param ringLabels What a server is called on the ring. Must never change for data that stays.
 * @param maxKeys Most keys that one call may ask for.
 * @param transactions What is done about calls inside a transaction of Spring's that take no part in it: index commands, futures,
 *     and SQL where the transaction is another manager's. By default they are warned of, or what a TemplateSettings bean says.
 * @param startup When to connect. At the first command, in the background while the application starts, or before it has
 *     started, which fails if a server cannot be used.
 * @param startupTimeout How long a start may wait for servers that are required.
 * @param shutdownTimeout How long calls that are under way may take to end when the application stops.
 */
@ConfigurationProperties("hansock")
public record HansockProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String database,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue Login login,
        @DefaultValue Ssl ssl,
        @DefaultValue HandlerSocket handlersocket,
        @DefaultValue Map<String, Server> servers,
        @DefaultValue Server serverDefaults,
        @DefaultValue("2s") Duration requestTimeout,
        @DefaultValue("2s") Duration connectTimeout,
        @Nullable Integer minChannelsPerPort,
        @DefaultValue("2") int channelsPerPort,
        @Nullable Integer minSqlChannels,
        @DefaultValue("4") int sqlChannels,
        @DefaultValue("10") int sqlSessions,
        @DefaultValue("8192") int maxPending,
        @DefaultValue("wait") QueueFull queueFull,
        @DefaultValue("64MB") DataSize maxReplySize,
        @DefaultValue("240s") Duration idleTimeout,
        @Nullable Writes writes,
        @DefaultValue("strict") GuardMode guard,
        @DefaultValue("none") Failover failover,
        @DefaultValue("name") Labelling ringLabels,
        @DefaultValue("10000") int maxKeys,
        @Nullable TransactionPolicy transactions,
        @DefaultValue("lazy") Startup startup,
        @DefaultValue("10s") Duration startupTimeout,
        @DefaultValue("5s") Duration shutdownTimeout) {
    /** Without the password and the secrets. */
    @Override
    public String toString() {
        return "HansockProperties[enabled=" + enabled + ", database=" + database + ", username=" + username
                + ", servers=" + servers + "]";
    }

    /** When to connect. */
    public enum Startup {
        /** At the first command. */
        LAZY,
        /** In the background while the application starts, which does not wait and does not fail. */
        EAGER,
        /** Before the application has started, which fails if a server cannot be used. */
        REQUIRED
    }

    /**
     * Properties of the login.
     *
     * @param plugins Ways of proving the password that are allowed. By default all but those that send it as it is,
     *     'mysql-clear-password' and 'dialog'.
     * @param serverPublicKey File with the server's RSA key, its 'public_key.pem', by which 'caching-sha2-password' and
     *     'sha256-password' send the password where there is no TLS.
     * @param fetchPublicKey Whether to ask the server for that key where none is set. Whoever sits between can answer with one
     *     of their own, and so read the password.
     */
    public record Login(
            @Nullable Set<AuthPlugin> plugins,
            @Nullable Path serverPublicKey,
            @DefaultValue("false") boolean fetchPublicKey) {
        /**
         * Copies the set.
         *
         * @param plugins that are allowed; null for the default
         * @param serverPublicKey a file; null for none
         * @param fetchPublicKey whether to ask for that key
         */
        public Login {
            plugins = plugins == null ? null : Set.copyOf(plugins);
        }

        /** Whether anything is said. */
        boolean isGiven() {
            return plugins != null || serverPublicKey != null || fetchPublicKey;
        }
    }

    /**
     * Properties of encryption.
     *
     * @param mode Whether to encrypt, and what to check. 'preferred' by default, 'verify-identity' with a bundle. From 'required'
     *     up HandlerSocket is off unless 'hansock.handlersocket.plaintext' is accepted.
     * @param bundle SSL bundle with the certificates to trust, and perhaps the client's own key. New connections use a bundle
     *     that was reloaded, with its ciphers and versions of TLS.
     */
    public record Ssl(@Nullable TlsMode mode, @Nullable String bundle) {}

    /**
     * Properties of the use of HandlerSocket by a client that logs in.
     *
     * @param enabled Whether to use it where a server has it.
     * @param plaintext Whether to use it, which has no encryption, although SQL is to be encrypted.
     * @param unreplicatedWrites Whether writes over HandlerSocket may be missing from the binary log, and from
     *     other nodes of a Galera cluster.
     * @param tokenTable Table by whose row a port without a secret proves whose it is.
     */
    public record HandlerSocket(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("refused") Acceptance plaintext,
            @DefaultValue("refused") Acceptance unreplicatedWrites,
            @Nullable String tokenTable) {}

    /** What is said to something that has to be chosen knowingly. */
    public enum Acceptance {
        /** It must not be. */
        REFUSED,
        /** It may be. */
        ACCEPTED
    }

    /**
     * Properties of one server, or the defaults of all.
     *
     * @param host Host name or literal address, an IPv6 address without brackets. Required, of each server or of all.
     * @param port Port of the MySQL protocol. 3306 by default.
     * @param readPort Port that answers reads, the server's 'handlersocket_port'. By default the server tells it, or it is 9998
     *     where nobody logs in.
     * @param writePort Port that takes writes, the server's 'handlersocket_port_wr'. Needed only to write over HandlerSocket. By
     *     default the server tells it.
     * @param readSecret Secret of the read port, the server's 'handlersocket_plain_secret'. By default the server tells it.
     * @param writeSecret Secret of the write port, the server's 'handlersocket_plain_secret_wr'. By default the server tells it.
     * @param weight Share of the keys, relative to the other servers. 100 by default.
     */
    public record Server(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable Integer readPort,
            @Nullable Integer writePort,
            @Nullable String readSecret,
            @Nullable String writeSecret,
            @Nullable Integer weight) {
        /** Without the secrets. */
        @Override
        public String toString() {
            return "Server[host=" + host + ", port=" + port + ", readPort=" + readPort + ", writePort=" + writePort
                    + ", weight=" + weight + "]";
        }
    }
}
