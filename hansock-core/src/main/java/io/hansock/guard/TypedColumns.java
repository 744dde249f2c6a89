package io.hansock.guard;

import io.hansock.metadata.ColumnFacts;
import io.hansock.metadata.DefaultValue;
import io.hansock.value.ColumnFlag;
import io.hansock.value.ColumnMetadata;
import io.hansock.value.Columns;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The columns of HandlerSocket's answers, which say nothing of themselves: typed by the table. Safe for any thread. */
final class TypedColumns {
    private static final int MOST_KEPT = 1024;

    /** Whose number a server names for text that it has converted. */
    private static final int UTF8MB4 = 45;

    private final TableGuard table;
    private final Map<List<String>, Columns> known = new ConcurrentHashMap<>();

    TypedColumns(TableGuard table) {
        this.table = table;
    }

    Columns of(List<String> names) {
        Columns columns = known.get(names);
        if (columns == null) {
            if (known.size() >= MOST_KEPT) {
                known.clear();
            }
            columns = known.computeIfAbsent(List.copyOf(names), this::make);
        }
        return columns;
    }

    private Columns make(List<String> names) {
        List<ColumnMetadata> metadata = new ArrayList<>(names.size());
        List<Charset> charsets = new ArrayList<>(names.size());
        for (String name : names) {
            ColumnGuard column = table.column(name);
            if (column == null) {
                throw new IllegalArgumentException("no column " + name + " in " + table.metadata());
            }
            metadata.add(metadata(column.facts()));
            ColumnCharset charset = ColumnCharset.of(column.facts().charset());
            charsets.add(charset == null ? StandardCharsets.UTF_8 : charset.java());
        }
        return Columns.ofText(metadata, charsets);
    }

    private ColumnMetadata metadata(ColumnFacts column) {
        Set<ColumnFlag> flags = EnumSet.noneOf(ColumnFlag.class);
        if (!column.nullable()) {
            flags.add(ColumnFlag.NOT_NULL);
        }
        if (column.unsigned()) {
            flags.add(ColumnFlag.UNSIGNED);
        }
        if (column.declaration().contains(" zerofill")) {
            flags.add(ColumnFlag.ZEROFILL);
        }
        if (column.isLarge()) {
            flags.add(ColumnFlag.BLOB);
        }
        if (column.isAutoIncrement()) {
            flags.add(ColumnFlag.AUTO_INCREMENT);
        }
        if (column.defaultValue() == DefaultValue.NONE) {
            flags.add(ColumnFlag.NO_DEFAULT);
        }
        if (column.updatedToNow()) {
            flags.add(ColumnFlag.ON_UPDATE_NOW);
        }
        return new ColumnMetadata(
                column.name(),
                column.name(),
                table.metadata().name(),
                table.metadata().name(),
                table.metadata().database(),
                column.type(),
                column.charset() == null ? ColumnMetadata.BINARY_COLLATION : UTF8MB4,
                length(column),
                Math.max(column.scale(), column.fractionDigits()),
                flags);
    }

    private static long length(ColumnFacts column) {
        return switch (column.type()) {
            case BIT, DECIMAL -> column.precision();
            default -> column.maxBytes();
        };
    }
}
