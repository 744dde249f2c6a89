package io.hansock.guard;

import io.hansock.index.Command;
import io.hansock.metadata.ColumnFacts;
import org.jspecify.annotations.Nullable;

/**
 * What has been found about one command so far: the first reason for SQL, and the first for a refusal, which outweighs it. For one
 * thread.
 */
final class Judgement {
    private final String table;
    private @Nullable Rule overSql;
    private @Nullable Rule refusal;
    private String about = "";
    private String reason = "";

    Judgement(String table) {
        this.table = table;
    }

    void overSql(@Nullable Rule rule) {
        if (overSql == null) {
            overSql = rule;
        }
    }

    void refuse(Rule rule, String why) {
        refuse(rule, "table " + table, why);
    }

    void refuseColumn(Rule rule, String column, String why) {
        refuse(rule, "table " + table + ", column " + column, why);
    }

    private void refuse(Rule rule, String what, String why) {
        if (refusal == null) {
            refusal = rule;
            about = what;
            reason = why;
        }
    }

    /** Refuses for the reason that another refuses for. */
    void refuseAs(Judgement other) {
        if (other.refusal != null) {
            refuse(other.refusal, other.about, other.reason);
        }
    }

    /** The column, unless there is none; then the command is refused. */
    @Nullable
    ColumnGuard known(TableGuard guard, String column) {
        ColumnGuard known = guard.column(column);
        if (known == null) {
            refuseColumn(
                    Rule.UNKNOWN_COLUMN,
                    column,
                    "there is no such column that the user is shown; names count upper and lower case");
        }
        return known;
    }

    /** Judges a value that is to be compared with a column or stored in it; null only where that is possible. */
    void value(ColumnGuard column, @Nullable Object value) {
        if (value == null) {
            return;
        }
        Misfit misfit = column.values().misfit(value);
        if (misfit == null) {
            return;
        }
        if (misfit.serverDecides()) {
            overSql(misfit.rule());
        } else {
            refuseColumn(misfit.rule(), column.facts().name(), misfit.reason());
        }
    }

    /** Judges a value that is to be stored or looked up, NULL too. */
    void valueOrNull(ColumnGuard column, @Nullable Object value) {
        ColumnFacts facts = column.facts();
        if (value == null && !facts.nullable()) {
            refuseColumn(Rule.NOT_NULL, facts.name(), "the column holds no NULL");
        }
        value(column, value);
    }

    boolean isRefused() {
        return refusal != null;
    }

    /** Whether HandlerSocket may carry the command. */
    boolean isClear() {
        return refusal == null && overSql == null;
    }

    /** The verdict on a command that is not clear. */
    <C extends Command<?>> Verdict<C> verdict() {
        if (refusal != null) {
            return new Verdict.Refused<>(refusal, about, reason);
        }
        if (overSql == null) {
            throw new IllegalStateException("nothing speaks against it");
        }
        return new Verdict.Sql<>(overSql);
    }
}
