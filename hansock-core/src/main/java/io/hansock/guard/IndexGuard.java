package io.hansock.guard;

import io.hansock.index.Index;
import io.hansock.metadata.ColumnFacts;
import io.hansock.metadata.KeyFacts;
import io.hansock.metadata.KeyPart;
import io.hansock.metadata.Partitioning;
import io.hansock.metadata.TableMetadata;
import io.hansock.value.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of one index as the application has declared it. Immutable, safe for any thread. */
final class IndexGuard {
    private static final String HASHED_ENGINE = "MEMORY";

    private final TableGuard table;
    private final @Nullable KeyFacts key;
    private final List<ColumnGuard> parts;

    /** Not null if nothing can be found along it. */
    private final @Nullable Judgement refusal;

    /** Not null if HandlerSocket is not to be asked for anything along it. */
    private final @Nullable Rule overSql;

    IndexGuard(TableGuard table, Index<?> index) {
        this.table = table;
        TableMetadata metadata = table.metadata();
        Judgement judgement = new Judgement(metadata.toString());
        KeyFacts present = metadata.key(index.name());
        this.key = present;
        List<String> names = new ArrayList<>();
        if (present != null) {
            checkUsable(present, metadata, judgement);
            for (KeyPart part : present.parts()) {
                names.add(String.valueOf(part.column()));
            }
            checkDeclared(index, names, judgement);
        } else if (metadata.keys().isEmpty() && !index.columns().isEmpty()) {
            names.addAll(index.columns());
        } else {
            judgement.refuse(
                    Rule.UNKNOWN_INDEX,
                    metadata.keys().isEmpty()
                            ? "index " + index.name()
                                    + " has to be declared with its columns, since the table has no keys"
                            : "there is no index " + index.name() + "; names count upper and lower case");
        }
        List<ColumnGuard> columns = new ArrayList<>();
        for (String name : names) {
            ColumnGuard column = table.column(name);
            if (column == null) {
                // a key can go over columns that the user may not read
                break;
            }
            columns.add(column);
        }
        if (columns.size() < names.size() && !judgement.isRefused()) {
            judgement.refuseColumn(
                    Rule.UNKNOWN_COLUMN,
                    names.get(columns.size()),
                    "the index goes over a column that the user is not shown");
        }
        this.parts = List.copyOf(columns);
        this.refusal = judgement.isRefused() ? judgement : null;
        this.overSql = overSql(present, metadata);
    }

    private static void checkUsable(KeyFacts key, TableMetadata metadata, Judgement judgement) {
        boolean isHash = !key.ordered() && (key.unique() || HASHED_ENGINE.equalsIgnoreCase(metadata.engine()));
        if (!key.visible()) {
            judgement.refuse(Rule.NO_USABLE_KEY, "index " + key.name() + " is hidden from statements");
        } else if (!isHash && !key.isUsable()) {
            judgement.refuse(
                    Rule.NO_USABLE_KEY,
                    "index " + key.name()
                            + " cannot be walked: it is of words, of shapes, or over an expression; ask in SQL");
        }
    }

    private static void checkDeclared(Index<?> index, List<String> actual, Judgement judgement) {
        List<String> declared = index.columns();
        if (declared.size() > actual.size()
                || !actual.subList(0, declared.size()).equals(declared)) {
            judgement.refuse(
                    Rule.KEY_COLUMNS,
                    "index " + index.name() + " is declared over " + declared + ", and is over " + actual);
        }
    }

    private static @Nullable Rule overSql(@Nullable KeyFacts key, TableMetadata metadata) {
        if (key == null || !key.ordered()) {
            return Rule.NO_USABLE_KEY;
        }
        KeyFacts primary = metadata.primaryKey();
        if (key.hasPrefixPart() || (primary != null && primary.hasPrefixPart())) {
            // every index ends with the primary key, by which rows are ordered that are equal in it
            return Rule.PREFIX_INDEX;
        }
        return metadata.keys().isEmpty() ? Rule.NO_USABLE_KEY : null;
    }

    /** The columns of the key, in order. */
    List<ColumnGuard> parts() {
        return parts;
    }

    /** Says whether a part of the key, from 0, runs from high to low. */
    boolean isDescending(int part) {
        return key != null && key.parts().get(part).descending();
    }

    /** Judges a look-up by so many values, in which {@code hasNull} says whether one is NULL. */
    void judgeEqual(int values, boolean hasNull, Judgement judgement) {
        if (!judgeParts(values, judgement)) {
            return;
        }
        if (table.metadata().partitioning() != Partitioning.NONE && !(isOneRow(values, hasNull) && isPrimary())) {
            judgement.overSql(Rule.PARTITIONED_RANGE);
        }
    }

    /** Judges a walk from so many values on, up or down the first column. */
    void judgeRange(int values, boolean ascending, Judgement judgement) {
        if (!judgeParts(values, judgement)) {
            return;
        }
        if (table.metadata().partitioning() != Partitioning.NONE) {
            judgement.overSql(Rule.PARTITIONED_RANGE);
        }
        judgeDirection(ascending, judgement);
    }

    /** Judges a walk from so many values on, which goes over SQL. */
    void judgeRangeOverSql(int values, Judgement judgement) {
        for (int i = 0; i < Math.min(values, parts.size()); i++) {
            ColumnFacts column = parts.get(i).facts();
            if (column.type() == ColumnType.SET) {
                judgement.refuseColumn(
                        Rule.RANGE_TYPE,
                        column.name(),
                        "no server uses an index for a range along SET; ask for single values, or in SQL");
            }
        }
    }

    private boolean judgeParts(int values, Judgement judgement) {
        Judgement refused = refusal;
        if (refused != null) {
            judgement.refuseAs(refused);
            return false;
        }
        if (values > parts.size()) {
            judgement.refuse(Rule.KEY_COLUMNS, values + " values for an index over " + names());
            return false;
        }
        judgement.overSql(overSql);
        for (int i = 0; i < values; i++) {
            judgement.overSql(parts.get(i).overSql());
        }
        return true;
    }

    private boolean hasDescendingPart() {
        return key != null && key.parts().stream().anyMatch(KeyPart::descending);
    }

    /** HandlerSocket walks every index from its front for ascending order, even where that runs from high to low. */
    private void judgeDirection(boolean ascending, Judgement judgement) {
        KeyFacts present = key;
        if (present == null || !hasDescendingPart()) {
            return;
        }
        judgement.overSql(Rule.DESCENDING_INDEX);
        boolean isMixed = !present.parts().stream().allMatch(KeyPart::descending);
        boolean isBackwards = present.parts().get(0).descending() == ascending;
        if (isMixed && isBackwards && !table.policy().mariaDb()) {
            judgement.refuse(
                    Rule.MIXED_DIRECTIONS,
                    "index " + present.name()
                            + " has columns of both directions, and MySQL reads such a one backwards from its very end; walk it the"
                            + " other way, or along another index");
        }
    }

    /** Whether at most one row has so many values in this key. */
    boolean isOneRow(int values, boolean hasNull) {
        return key != null && key.unique() && values == parts.size() && !hasNull;
    }

    private boolean isPrimary() {
        return key != null && key.isPrimary();
    }

    List<String> names() {
        return parts.stream().map(ColumnGuard::facts).map(ColumnFacts::name).toList();
    }
}
