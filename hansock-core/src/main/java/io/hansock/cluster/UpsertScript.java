package io.hansock.cluster;

import io.hansock.ServerException;
import io.hansock.mysql.Request;
import io.hansock.mysql.Script;
import io.hansock.mysql.ScriptRun;
import io.hansock.sql.SqlResult;
import io.hansock.sql.UpdateResult;
import io.hansock.statement.Statement;
import io.hansock.statement.UpsertStatements;
import org.jspecify.annotations.Nullable;

/**
 * An upsert of a table with other unique keys: the row is changed or, if there is none, added. Each statement stands for itself: in a
 * transaction, two that add the same row at the same time would hold locks for each other.
 */
final class UpsertScript implements Script<Boolean> {
    /** A row can come between the one and the other, and go again. */
    private static final int MOST_ADDITIONS = 3;

    private final Line update;
    private final Line insert;
    private int additions;

    /** What was said last is that the row be added: an update is refused for reasons of its own. */
    private boolean adding;

    /** Why the row could not be added; null until that was tried. */
    private @Nullable ServerException inTheWay;

    /** Of what changes the row, and what adds it. */
    UpsertScript(Line update, Line insert) {
        this.update = update;
        this.insert = insert;
    }

    static Request<Boolean> of(UpsertStatements statements) {
        return ScriptRun.withoutTransaction(
                () -> new UpsertScript(line(statements.update()), line(statements.insert())));
    }

    @Override
    public @Nullable Line next(@Nullable SqlResult answer) {
        if (!(answer instanceof UpdateResult done)) {
            return update;
        }
        if (done.affectedRows() > 0) {
            return null;
        }
        ServerException known = inTheWay;
        if (known != null && additions == MOST_ADDITIONS) {
            throw known;
        }
        additions++;
        adding = true;
        return insert;
    }

    @Override
    public Line refused(ServerException refusal) {
        if (refusal.kind() != ServerException.Kind.DUPLICATE_KEY || !adding) {
            throw refusal;
        }
        adding = false;
        inTheWay = refusal;
        return update;
    }

    private static Line line(Statement statement) {
        return new Line(statement.sql(), statement.parameters());
    }

    @Override
    public Boolean result() {
        return true;
    }
}
