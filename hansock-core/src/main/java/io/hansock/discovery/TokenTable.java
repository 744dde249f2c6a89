package io.hansock.discovery;

import io.hansock.ConfigurationException;
import io.hansock.index.Find;
import io.hansock.index.Table;
import io.hansock.sql.Statements;
import io.hansock.value.Row;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table of the user's that has one row of another text on each server: {@code id int primary key, token varchar(64)}.
 *
 * @param database where it is
 * @param name what it is called there
 */
public record TokenTable(String database, String name) {
    private static final int LONGEST = 256;

    /**
     * The table of that name.
     *
     * @param name with its database in front, and a dot between, or without
     * @param defaultDatabase where it is without
     * @throws ConfigurationException if there is no database
     */
    public static TokenTable of(String name, @Nullable String defaultDatabase) {
        int dot = name.indexOf('.');
        if (dot >= 0) {
            return new TokenTable(name.substring(0, dot), name.substring(dot + 1));
        }
        if (defaultDatabase == null) {
            throw new ConfigurationException("the token table must name its database, or the client one: shop." + name);
        }
        return new TokenTable(defaultDatabase, name);
    }

    /**
     * The token that the server tells over SQL; empty if there is no such row, or no such table. A view is none: to open one over
     * HandlerSocket would end the server (trap H1).
     */
    public Optional<byte[]> told(Statements server) {
        long tables = server.query(
                        "select count(*) from information_schema.tables"
                                + " where table_schema = ? and table_name = ? and table_type = 'BASE TABLE' and engine = 'InnoDB'",
                        database,
                        name)
                .value(Long.class)
                .orElse(0L);
        if (tables != 1) {
            return Optional.empty();
        }
        return server.query(
                        "select cast(token as binary) from " + quoted(database) + "." + quoted(name) + " where id = 1")
                .value(byte[].class)
                .filter(token -> token.length > 0 && token.length <= LONGEST);
    }

    /** The same over HandlerSocket. */
    Find<Row> find() {
        return Table.of(name, "id", "token").database(database).primary().eq(1).columns("token");
    }

    /** The name with the database in front. */
    @Override
    public String toString() {
        return database + "." + name;
    }

    /** Names with such a quote are refused when they are configured. */
    private static String quoted(String identifier) {
        return '`' + identifier.replace("`", "``") + '`';
    }
}
