package io.hansock.guard;

import io.hansock.index.Assignment;
import io.hansock.index.Change;
import io.hansock.index.Comparison;
import io.hansock.index.Delete;
import io.hansock.index.Find;
import io.hansock.index.Increment;
import io.hansock.index.Insert;
import io.hansock.index.KeyMatch;
import io.hansock.index.ReturningOld;
import io.hansock.index.Table;
import io.hansock.index.Target;
import io.hansock.index.Update;
import io.hansock.index.Upsert;
import io.hansock.metadata.ColumnFacts;
import io.hansock.metadata.DefaultValue;
import io.hansock.metadata.Presence;
import io.hansock.metadata.Privilege;
import io.hansock.value.ColumnType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules of inserts and changes. Safe for any thread. */
final class Writes {
    private static final Logger LOG = LoggerFactory.getLogger(Writes.class);

    /** HandlerSocket takes no more in an insert (trap H20). */
    private static final int MOST_INSERT_VALUES = 32;

    private static final Set<ColumnType> COUNTABLE = EnumSet.of(
            ColumnType.TINYINT,
            ColumnType.SMALLINT,
            ColumnType.MEDIUMINT,
            ColumnType.INT,
            ColumnType.BIGINT,
            ColumnType.DECIMAL);

    private final TableGuard table;
    private final Reads reads;

    /** What the log has been told is bypassed. */
    private final Set<Rule> warned = ConcurrentHashMap.newKeySet();

    Writes(TableGuard table, Reads reads) {
        this.table = table;
        this.reads = reads;
    }

    <R> Verdict<Insert<R>> judge(Insert<R> insert) {
        Judgement judgement = begin();
        List<Assignment> assignments = insert.assignments();
        table.placing(insert.table()).judge(insert.target(), judgement);
        assigned(assignments, Privilege.INSERT, insert.table(), insert.target(), judgement);
        unnamed(assignments, judgement);
        if (assignments.size() > MOST_INSERT_VALUES) {
            judgement.overSql(Rule.INSERT_VALUES);
        }
        if (table.metadata().primaryKey() == null) {
            judgement.overSql(Rule.NO_USABLE_KEY);
        }
        bypassed(judgement);
        if (!judgement.isClear()) {
            return judgement.verdict();
        }
        List<Assignment> sent = onTheWire(assignments);
        return new Verdict.HandlerSocket<>(
                Reads.isOther(sent, assignments) ? new Insert<>(insert.table(), sent, insert.target()) : insert);
    }

    /** SQL alone has such a thing; what is in it is checked all the same. */
    <R> Verdict<Upsert<R>> judge(Upsert<R> upsert) {
        Judgement judgement = begin();
        table.placing(upsert.table()).judge(upsert.target(), judgement);
        assigned(upsert.assignments(), Privilege.INSERT, upsert.table(), upsert.target(), judgement);
        unnamed(upsert.assignments(), judgement);
        judgement.overSql(Rule.UPSERT);
        return judgement.verdict();
    }

    Verdict<Change<?>> judge(Change<?> change) {
        Judgement judgement = begin();
        changed(change, judgement);
        return judgement.isClear() ? new Verdict.HandlerSocket<>(onTheWire(change)) : judgement.verdict();
    }

    <R> Verdict<ReturningOld<R>> judge(ReturningOld<R> command) {
        Judgement judgement = begin();
        changed(command.change(), judgement);
        reads.read(command.columns(), judgement);
        return judgement.isClear()
                ? new Verdict.HandlerSocket<>(
                        new ReturningOld<>(onTheWire(command.change()), command.columns(), command.mapper()))
                : judgement.verdict();
    }

    /** What holds for every write. What carries writes is the first reason to name, since it is the user's own. */
    private Judgement begin() {
        Judgement judgement = table.judgement();
        switch (table.policy().writing()) {
            case SQL -> judgement.overSql(Rule.WRITES_SQL);
            case LOG_FORBIDS ->
                judgement.refuse(
                        Rule.BINARY_LOG,
                        "HandlerSocket's writes would be missing from the server's binary log, which is on; let writes go over"
                                + " SQL, or accept unreplicated writes");
            case CLUSTER_FORBIDS ->
                judgement.refuse(
                        Rule.BINARY_LOG,
                        "HandlerSocket's writes would be missing from the other nodes of the server's Galera cluster; let writes"
                                + " go over SQL, or accept unreplicated writes");
            case HANDLERSOCKET -> {
                // where it is exact
            }
        }
        if (table.isPartitioned()) {
            judgement.overSql(Rule.PARTITIONED_RANGE);
        }
        for (ColumnGuard column : table.columns()) {
            if (column.facts().isGenerated()) {
                judgement.overSql(Rule.GENERATED_COLUMN);
            }
        }
        return judgement;
    }

    private void assigned(
            List<Assignment> assignments, Privilege privilege, Table<?> declared, Target target, Judgement judgement) {
        Placing placing = table.placing(declared);
        for (int i = 0; i < assignments.size(); i++) {
            Assignment assignment = assignments.get(i);
            ColumnGuard column = judgement.known(table, assignment.column());
            if (column == null) {
                continue;
            }
            if (column.facts().isGenerated()) {
                judgement.refuseColumn(
                        Rule.GENERATED_COLUMN, assignment.column(), "the server computes the column; leave it out");
            }
            if (!column.isAllowed(privilege)) {
                judgement.overSql(Rule.PRIVILEGE);
            }
            judgement.overSql(column.overSql());
            boolean isNumbered =
                    privilege == Privilege.INSERT && column.facts().isAutoIncrement() && assignment.value() == null;
            if (!isNumbered) {
                judgement.valueOrNull(placing.column(column, target), assignment.value());
            }
        }
    }

    /** HandlerSocket puts 0 or an empty text into columns that an insert leaves out (trap H9). */
    private void unnamed(List<Assignment> assignments, Judgement judgement) {
        for (ColumnGuard column : table.columns()) {
            ColumnFacts facts = column.facts();
            if (facts.isGenerated()
                    || assignments.stream().anyMatch(one -> one.column().equals(facts.name()))) {
                continue;
            }
            judgement.overSql(Rule.INSERT_COLUMNS);
            if (facts.defaultValue() == DefaultValue.NONE && facts.type() != ColumnType.ENUM && !mayBeFilled()) {
                judgement.refuseColumn(
                        Rule.NOT_NULL, facts.name(), "the column has no default and holds no NULL; set it");
            }
        }
    }

    /** A trigger or a view can give a column its value. */
    private boolean mayBeFilled() {
        return table.metadata().triggers() != Presence.NONE || table.metadata().engine() == null;
    }

    private void changed(Change<?> change, Judgement judgement) {
        Find<?> find = change.rows();
        reads.rows(find, judgement);
        if (change instanceof Update<?> update) {
            assigned(update.assignments(), Privilege.UPDATE, find.table(), find.target(), judgement);
            follows(update, judgement);
        } else if (change instanceof Increment<?> increment) {
            judgement.overSql(Rule.INCREMENT);
            increment.deltas().forEach(delta -> counted(delta.column(), judgement));
        } else if (change instanceof Delete) {
            reads.read(find.columns(), judgement);
            if (!table.metadata().privileges().contains(Privilege.DELETE)) {
                judgement.overSql(Rule.PRIVILEGE);
            }
        }
        if (find.match() instanceof KeyMatch.In) {
            judgement.overSql(Rule.IN_LIST);
        } else if (find.limit() > 1 && !isOneRow(find)) {
            judgement.overSql(Rule.SEVERAL_ROWS);
        }
        bypassed(judgement);
        reads.rangeOverSql(find, judgement);
    }

    private boolean isOneRow(Find<?> find) {
        return find.match() instanceof KeyMatch.Compare walk
                && walk.comparison() == Comparison.EQ
                && table.index(find.index())
                        .isOneRow(walk.parts().size(), walk.parts().contains(null));
    }

    private void counted(String name, Judgement judgement) {
        ColumnGuard column = judgement.known(table, name);
        if (column == null) {
            return;
        }
        if (!COUNTABLE.contains(column.facts().type())) {
            judgement.refuseColumn(
                    Rule.VALUE_TYPE, name, "only columns of whole numbers and DECIMAL can be added to; set it instead");
        } else if (column.facts().isGenerated()) {
            judgement.refuseColumn(Rule.GENERATED_COLUMN, name, "the server computes the column");
        }
    }

    /** A column that follows the time of each update, unless that sets it. */
    private void follows(Update<?> update, Judgement judgement) {
        for (ColumnGuard column : table.columns()) {
            if (column.facts().updatedToNow()
                    && update.assignments().stream()
                            .noneMatch(one -> one.column().equals(column.facts().name()))) {
                judgement.overSql(Rule.UPDATED_TO_NOW);
            }
        }
    }

    /** What SQL would do to the rows, and HandlerSocket does not. */
    private void bypassed(Judgement judgement) {
        bypassed(Rule.TRIGGERS, table.metadata().triggers(), judgement);
        bypassed(Rule.CHECKS, table.metadata().checks(), judgement);
    }

    private void bypassed(Rule rule, Presence presence, Judgement judgement) {
        if (presence == Presence.NONE) {
            return;
        }
        GuardPolicy.Bypass bypass = table.policy().bypass();
        if (bypass == GuardPolicy.Bypass.AVOIDED) {
            judgement.overSql(rule);
        } else if (bypass == GuardPolicy.Bypass.WARNED && judgement.isClear() && warned.add(rule)) {
            LOG.warn(
                    "table {}: {} of the table {} bypassed by writes over HandlerSocket",
                    table.metadata(),
                    rule.id(),
                    presence == Presence.SOME ? "are" : "would be, if the user were shown that there are any,");
        }
    }

    private Change<?> onTheWire(Change<?> change) {
        return change instanceof Update<?> update
                ? onTheWire(update)
                : change instanceof Delete<?> delete ? onTheWire(delete) : change;
    }

    private <R> Delete<R> onTheWire(Delete<R> delete) {
        Find<R> rows = reads.onTheWire(delete.rows());
        return Reads.isOther(rows, delete.rows()) ? new Delete<>(rows) : delete;
    }

    private <R> Update<R> onTheWire(Update<R> update) {
        Find<R> rows = reads.onTheWire(update.rows());
        List<Assignment> sent = onTheWire(update.assignments());
        return Reads.isOther(rows, update.rows()) || Reads.isOther(sent, update.assignments())
                ? new Update<>(rows, sent)
                : update;
    }

    private List<Assignment> onTheWire(List<Assignment> assignments) {
        List<Assignment> copy = null;
        for (int i = 0; i < assignments.size(); i++) {
            Assignment assignment = assignments.get(i);
            Object value = assignment.value();
            ColumnGuard column = table.column(assignment.column());
            Object other =
                    value == null || column == null ? value : column.values().onTheWire(value);
            if (Reads.isOther(other, value)) {
                copy = copy == null ? new ArrayList<>(assignments) : copy;
                copy.set(i, new Assignment(assignment.column(), other));
            }
        }
        return copy == null ? assignments : copy;
    }
}
