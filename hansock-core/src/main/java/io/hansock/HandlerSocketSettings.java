package io.hansock;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a client uses the HandlerSocket of servers that it also reaches over SQL. Immutable: each method returns a changed copy.
 *
 * <pre>{@code
 * HandlerSocketSettings.DEFAULT.tokenTable("shop.hansock_token")
 * }</pre>
 *
 * <p>HandlerSocket is used where a server tells over SQL that it has it, and where its port proves to be that server's: a port that is
 * taken is left to its owner without a word (trap H30), and a proxy's or a container's may lead elsewhere. Proof is a secret that the
 * port takes and no other server of this client has, or else a row of a {@linkplain #tokenTable table}. Ports that are
 * {@linkplain ServerSettings#readPort set} need none. Without proof, commands go over SQL.
 */
public final class HandlerSocketSettings {
    /** Used where it is found and proved, unless encryption is demanded; writes only where nothing is replicated. */
    public static final HandlerSocketSettings DEFAULT = new HandlerSocketSettings(true, false, false, null);

    private static final Set<String> SYSTEM_SCHEMAS =
            Set.of("mysql", "sys", "information_schema", "performance_schema");

    private final boolean enabled;
    private final boolean plaintext;
    private final boolean unreplicatedWrites;
    private final @Nullable String tokenTable;

    private HandlerSocketSettings(
            boolean enabled, boolean plaintext, boolean unreplicatedWrites, @Nullable String tokenTable) {
        this.enabled = enabled;
        this.plaintext = plaintext;
        this.unreplicatedWrites = unreplicatedWrites;
        this.tokenTable = tokenTable;
    }

    /** {@return the same, without HandlerSocket: every command goes over SQL} */
    public HandlerSocketSettings off() {
        return new HandlerSocketSettings(false, plaintext, unreplicatedWrites, tokenTable);
    }

    /**
     * Accepts that HandlerSocket has no encryption although SQL is to be encrypted. Without it, HandlerSocket is off from
     * {@link io.hansock.sql.TlsMode#REQUIRED} up, and with an {@link io.hansock.sql.TlsSettings#context SSL context}.
     *
     * @return a changed copy
     */
    public HandlerSocketSettings acceptPlaintext() {
        return new HandlerSocketSettings(enabled, true, unreplicatedWrites, tokenTable);
    }

    /**
     * Accepts that {@linkplain Writes#HANDLERSOCKET writes over HandlerSocket} are missing from a server's binary log, and from the other
     * nodes of its Galera cluster (trap H6). Without it, they are refused while the log is on, and on such a node.
     *
     * @return a changed copy
     */
    public HandlerSocketSettings acceptUnreplicatedWrites() {
        return new HandlerSocketSettings(enabled, plaintext, true, tokenTable);
    }

    /**
     * Names a table by which ports without a secret can prove whose they are. On each server it has one row with another text, which is
     * read over both wires and compared:
     *
     * <pre>{@code
     * set sql_log_bin = 0;  -- a replica has a token of its own
     * create table hansock_token (id int primary key, token varchar(64) character set ascii not null);
     * insert into hansock_token values (1, uuid());
     * }</pre>
     *
     * @param table its name, with that of its database in front and a dot between unless it is in the client's {@code database};
     *     no system table
     * @return a changed copy
     */
    public HandlerSocketSettings tokenTable(String table) {
        if (table.isBlank()
                || table.startsWith(".")
                || table.endsWith(".")
                || table.indexOf('`') >= 0
                || table.chars().anyMatch(Character::isISOControl)) {
            throw new ConfigurationException(
                    "the token table must be a name such as hansock_token or shop.hansock_token");
        }
        int dot = table.indexOf('.');
        if (dot >= 0 && SYSTEM_SCHEMAS.contains(table.substring(0, dot).toLowerCase(Locale.ROOT))) {
            throw new ConfigurationException("the token table must not be in one of the server's own databases");
        }
        return new HandlerSocketSettings(enabled, plaintext, unreplicatedWrites, table);
    }

    /** {@return whether it is used at all} */
    public boolean isEnabled() {
        return enabled;
    }

    /** {@return whether it is used although SQL is to be encrypted} */
    public boolean acceptsPlaintext() {
        return plaintext;
    }

    /** {@return whether writes may be missing from the binary log, and from other nodes of a Galera cluster} */
    public boolean acceptsUnreplicatedWrites() {
        return unreplicatedWrites;
    }

    /** {@return the table by which ports can prove whose they are, if one is named} */
    public Optional<String> tokenTable() {
        return Optional.ofNullable(tokenTable);
    }

    @Override
    public String toString() {
        return "HandlerSocketSettings[enabled=" + enabled + ", plaintext=" + plaintext + ", unreplicatedWrites="
                + unreplicatedWrites + ", tokenTable=" + tokenTable + "]";
    }
}
