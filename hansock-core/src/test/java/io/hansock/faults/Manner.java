package io.hansock.faults;

import io.hansock.HandlerSocketSettings;
import io.hansock.HansockBuilder;
import io.hansock.Writes;
import io.hansock.index.Table;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** How a client reaches its servers; each has a table of its own. */
enum Manner {
    /** Reads and writes over HandlerSocket. */
    HANDLERSOCKET,
    /** As by default: reads over HandlerSocket, writes over SQL. */
    MIXED,
    /** Both over SQL. */
    SQL;

    static final String DATABASE = "faults";

    private static final Map<Manner, Table<Entry>> TABLES = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(
                    manner -> manner,
                    manner -> Table.of("entries_" + manner.name().toLowerCase(Locale.ROOT), Entry.class)));

    Table<Entry> table() {
        return Objects.requireNonNull(TABLES.get(this));
    }

    /** Where both wires write, a deadlock between the two can undo what HandlerSocket has acknowledged (trap H5). */
    boolean writesOverSql() {
        return this != HANDLERSOCKET;
    }

    HansockBuilder apply(HansockBuilder builder) {
        builder.user(Backend.USER).password(Backend.PASSWORD).database(DATABASE);
        return switch (this) {
            case HANDLERSOCKET -> builder.writes(Writes.HANDLERSOCKET);
            case MIXED -> builder;
            case SQL -> builder.handlerSocket(HandlerSocketSettings.DEFAULT.off());
        };
    }

    /** Makes its table, with the rows that never change. */
    String layingStatements(String options) {
        return "create table " + DATABASE + "." + table().name()
                + " (id bigint primary key, token varchar(700) character set utf8mb4 not null, n bigint not null) "
                + options + "; insert into " + DATABASE + "." + table().name()
                + " with recursive s (n) as (select 0 union all select n + 1 from s where n < " + (Entry.FIXED - 1)
                + ") select n, concat('" + Entry.FIXED_WORD + "', n), n from s";
    }
}
