package io.hansock.statement;

import io.hansock.metadata.ColumnFacts;
import io.hansock.metadata.TableMetadata;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement while it is being written. Names are quoted, values become parameters: nothing of either is ever read as SQL. */
final class Draft {
    private static final int TYPICAL = 160;

    /** Null where the text is known and only parameters are wanted. */
    private final @Nullable StringBuilder sql;

    private final List<@Nullable Object> parameters = new ArrayList<>();

    private Draft(@Nullable StringBuilder sql) {
        this.sql = sql;
    }

    static Draft ofText() {
        return new Draft(new StringBuilder(TYPICAL));
    }

    static Draft ofParameters() {
        return new Draft(null);
    }

    /** Words of SQL. */
    Draft words(String words) {
        if (sql != null) {
            sql.append(words);
        }
        return this;
    }

    Draft name(String name) {
        if (sql != null) {
            quote(name, sql);
        }
        return this;
    }

    private static void quote(String name, StringBuilder sql) {
        sql.append('`');
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '`') {
                sql.append('`');
            }
            sql.append(c);
        }
        sql.append('`');
    }

    Draft names(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            words(i == 0 ? "" : ", ").name(names.get(i));
        }
        return this;
    }

    Draft table(TableMetadata table) {
        return name(table.database()).words(".").name(table.name());
    }

    /** A value of {@code column}. */
    Draft value(ColumnFacts column, @Nullable Object value) {
        return parameter(ColumnValue.of(column, value));
    }

    /** A value that is sent as it is. */
    Draft parameter(@Nullable Object value) {
        parameters.add(value);
        return words("?");
    }

    /** What was written. */
    String text() {
        if (sql == null) {
            throw new IllegalStateException("a draft of parameters alone");
        }
        return sql.toString();
    }

    List<@Nullable Object> parameters() {
        return Collections.unmodifiableList(parameters);
    }

    Statement statement() {
        return new Statement(text(), parameters());
    }
}
