package io.hansock.cluster;

import io.hansock.ServerException;
import io.hansock.mysql.StatementExchange;
import io.hansock.mysql.StatementExchange.Following;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The steps of an upsert: the row is changed or, if there is none, added; if it has come in between, it is changed after all. Each stands
 * for itself: in a transaction, two that add the same row at the same time would hold locks for each other. A step that is followed by
 * another has done nothing. Immutable, safe for any thread.
 */
final class UpsertSteps {
    /** A row can come between the one and the other, and go again. */
    private static final int MOST_ADDITIONS = 3;

    private final Function<Following, StatementExchange> update;
    private final Function<Following, StatementExchange> insert;

    /** Of what changes the row, and what adds it: each makes an exchange that is followed by what it is given. */
    UpsertSteps(Function<Following, StatementExchange> update, Function<Following, StatementExchange> insert) {
        this.update = update;
        this.insert = insert;
    }

    StatementExchange first() {
        return change(0, null);
    }

    /** {@code inTheWay} is why the row could not be added; null until that was tried. */
    private StatementExchange change(int additions, @Nullable ServerException inTheWay) {
        return update.apply((count, refusal) -> {
            if (refusal != null) {
                throw refusal;
            }
            if (count > 0) {
                return null;
            }
            if (inTheWay != null && additions == MOST_ADDITIONS) {
                throw inTheWay;
            }
            return add(additions + 1);
        });
    }

    private StatementExchange add(int additions) {
        return insert.apply((count, refusal) -> {
            if (refusal == null) {
                return null;
            }
            if (refusal.kind() != ServerException.Kind.DUPLICATE_KEY) {
                throw refusal;
            }
            return change(additions, refusal);
        });
    }
}
