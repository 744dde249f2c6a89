package io.hansock.handlersocket;

import io.hansock.RefusedException;
import io.hansock.buffer.ByteWriter;
import io.hansock.index.Assignment;
import io.hansock.index.Change;
import io.hansock.index.Comparison;
import io.hansock.index.Condition;
import io.hansock.index.Delete;
import io.hansock.index.Find;
import io.hansock.index.Increment;
import io.hansock.index.Insert;
import io.hansock.index.KeyMatch;
import io.hansock.index.ReturningOld;
import io.hansock.index.Table;
import io.hansock.index.Update;
import io.hansock.wire.Spares;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Commands to request lines. The owner of a command runs it, before queueing. Safe for any thread.
 */
final class CommandEncoder {
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    /** What lines are written into before they are copied to their size. */
    static final Spares<ByteWriter> WRITERS = new Spares<>(() -> new ByteWriter(256, LONGEST));

    private final OpenIndexes opens;

    CommandEncoder(OpenIndexes opens) {
        this.opens = opens;
    }

    /** The shape of finds by primary key of {@code table}. */
    Shape keyFind(Table<?> table) {
        return new Shape(opens.of(table.primary(), table.columns(), List.of()), 1, Shape.Answer.ROWS, 2);
    }

    HandlerSocketExchange find(Find<?> find) {
        OpenIndex open = opens.of(find.index(), find.columns(), filterColumns(find.conditions()));
        return exchange(new Shape(open, 1, Shape.Answer.ROWS, find.limit()), out -> {
            rows(find, find.match(), open, out);
            out.int8(Tokens.LF);
        });
    }

    /** One line a key, each a find like {@code like} but for the key it is equal to. */
    HandlerSocketExchange findEach(Find<?> like, List<? extends List<? extends @Nullable Object>> keys) {
        OpenIndex open = opens.of(like.index(), like.columns(), filterColumns(like.conditions()));
        return exchange(new Shape(open, keys.size(), Shape.Answer.ROWS, like.limit()), out -> {
            for (int i = 0; i < keys.size(); i++) {
                LineEncoder.key("=", keys.get(i), out);
                LineEncoder.window(like.limit(), like.offset(), out);
                conditions(like.conditions(), open, out);
                out.int8(Tokens.LF);
            }
        });
    }

    /**
     * An insert. It has to name every column of the table's declaration, since HandlerSocket stores 0 or an empty text, not NULL
     * and no computed default, in those that it is not given (trap H9).
     */
    HandlerSocketExchange insert(Insert<?> insert) {
        List<Assignment> assignments = insert.assignments();
        List<String> columns = columns(assignments);
        for (String column : insert.table().columns()) {
            if (!columns.contains(column)) {
                throw new RefusedException(
                        null,
                        "insert-columns",
                        "an insert into " + insert.table() + " without column " + column
                                + ", in which HandlerSocket would store 0 or an empty text; set it, to null for NULL or for an"
                                + " id that the server generates");
            }
        }
        OpenIndex open = opens.of(insert.table().primary(), columns, List.of());
        return exchange(new Shape(open, 1, Shape.Answer.ID, 0), out -> {
            LineEncoder.insert(values(assignments), out);
            out.int8(Tokens.LF);
        });
    }

    HandlerSocketExchange change(Change<?> change) {
        return change(change, changedColumns(change), Shape.Answer.COUNT);
    }

    HandlerSocketExchange returningOld(ReturningOld<?> command) {
        return change(command.change(), command.columns(), Shape.Answer.ROWS);
    }

    private HandlerSocketExchange change(Change<?> change, List<String> columns, Shape.Answer answer) {
        Find<?> find = change.rows();
        refuseMovingRows(change, find);
        OpenIndex open = opens.of(find.index(), columns, filterColumns(find.conditions()));
        return exchange(new Shape(open, 1, answer, find.limit()), out -> {
            rows(find, find.match(), open, out);
            String suffix = answer == Shape.Answer.ROWS ? "?" : "";
            if (change instanceof Update<?> update) {
                Tokens.word("U" + suffix, out);
                LineEncoder.values(values(update.assignments()), out);
            } else if (change instanceof Increment<?> increment) {
                boolean signKept = increment.signRule() == Increment.SignRule.KEPT;
                Tokens.word((signKept ? "-" : "+") + suffix, out);
                for (String column : columns) {
                    delta(increment, column, signKept, out);
                }
            } else {
                Tokens.word("D" + suffix, out);
            }
            out.int8(Tokens.LF);
        });
    }

    private static HandlerSocketExchange exchange(Shape shape, Consumer<ByteWriter> lines) {
        ByteWriter out = WRITERS.take();
        try {
            lines.accept(out);
            return new HandlerSocketExchange(shape, out.toByteArray());
        } finally {
            out.reset();
            WRITERS.give(out);
        }
    }

    /** A NULL leaves the column as it is. */
    private static void delta(Increment<?> increment, String column, boolean signKept, ByteWriter out) {
        for (Increment.Delta delta : increment.deltas()) {
            if (delta.column().equals(column)) {
                Tokens.number(signKept ? -delta.by() : delta.by(), out);
                return;
            }
        }
        Tokens.value(null, out);
    }

    /** A walk along the index that changes the index's own columns meets the rows again where they went (trap H19). */
    private static void refuseMovingRows(Change<?> change, Find<?> find) {
        if (change instanceof Delete
                || find.limit() == 1
                || !(find.match() instanceof KeyMatch.Compare walk)
                || walk.comparison() == Comparison.EQ) {
            return;
        }
        for (String column : changedColumns(change)) {
            if (find.index().columns().contains(column)) {
                throw new RefusedException(
                        null,
                        "moving-rows",
                        "a change of column " + column + " of several rows along index " + find.index()
                                + ", which would meet them again; find the rows first and change them by primary key");
            }
        }
    }

    /** What a change that returns no rows must open: what it sets, no more, since all that is open is written (trap H7). */
    private static List<String> changedColumns(Change<?> change) {
        if (change instanceof Update<?> update) {
            return columns(update.assignments());
        }
        if (change instanceof Increment<?> increment) {
            return increment.deltas().stream().map(Increment.Delta::column).toList();
        }
        return change.rows().columns();
    }

    private static List<String> columns(List<Assignment> assignments) {
        return assignments.stream().map(Assignment::column).toList();
    }

    private static List<@Nullable Object> values(List<Assignment> assignments) {
        List<@Nullable Object> values = new ArrayList<>(assignments.size());
        for (Assignment assignment : assignments) {
            values.add(assignment.value());
        }
        return values;
    }

    /** What selects rows: the key, limit and offset, an IN list, filters. */
    private static void rows(Find<?> find, KeyMatch match, OpenIndex open, ByteWriter out) {
        if (match instanceof KeyMatch.Compare compare) {
            LineEncoder.key(operator(compare.comparison()), compare.parts(), out);
            LineEncoder.window(find.limit(), find.offset(), out);
        } else if (match instanceof KeyMatch.In in) {
            in(find, in, out);
        }
        conditions(find.conditions(), open, out);
    }

    /** The server wants a place holder for the key part that the list replaces. */
    private static void in(Find<?> find, KeyMatch.In in, ByteWriter out) {
        int prefix = in.prefix().size();
        RequestBounds.keyParts(prefix + 1);
        RequestBounds.inValues(in.values().size());
        Tokens.word("=", out);
        Tokens.number(prefix + 1, out);
        LineEncoder.values(in.prefix(), out);
        out.int8(Tokens.TAB);
        LineEncoder.window(find.limit(), find.offset(), out);
        Tokens.word("@", out);
        Tokens.number(prefix, out);
        Tokens.number(in.values().size(), out);
        for (Object value : in.values()) {
            Tokens.value(notNull(value), out);
        }
    }

    private static Object notNull(@Nullable Object value) {
        if (value == null) {
            throw new RefusedException(
                    null, "in-null", "NULL in an IN list, which HandlerSocket takes for a text of one byte");
        }
        return value;
    }

    private static void conditions(List<Condition> conditions, OpenIndex open, ByteWriter out) {
        if (conditions.isEmpty()) {
            return;
        }
        RequestBounds.filters(conditions.size());
        for (Condition condition : conditions) {
            Tokens.word(condition.otherwise() == Condition.Otherwise.SKIP ? "F" : "W", out);
            Tokens.word(operator(condition.filter().comparison()), out);
            Tokens.number(open.filterColumn(condition.column()), out);
            Tokens.value(condition.filter().value(), out);
        }
    }

    private static List<String> filterColumns(List<Condition> conditions) {
        if (conditions.isEmpty()) {
            return List.of();
        }
        List<String> columns = new ArrayList<>(conditions.size());
        for (Condition condition : conditions) {
            if (!columns.contains(condition.column())) {
                columns.add(condition.column());
            }
        }
        return columns;
    }

    private static String operator(Comparison comparison) {
        return switch (comparison) {
            case EQ -> "=";
            case NE -> "!=";
            case GT -> ">";
            case GE -> ">=";
            case LT -> "<";
            case LE -> "<=";
        };
    }
}
