package io.hansock.statement;

import io.hansock.index.Increment;

/**
 * Which rows an increment leaves alone because a sum would have another sign. Compared without adding: the sum itself could be out of range.
 * Stateless.
 */
final class Signs {
    private Signs() {}

    /** Writes a further condition, by which no row is looked for. */
    static void condition(Increment<?> increment, Draft draft) {
        if (increment.signRule() == Increment.SignRule.KEPT) {
            for (Increment.Delta delta : increment.deltas()) {
                kept(delta, draft.words(" and "));
                draft.words(" is true");
            }
        }
    }

    /** Writes a further column to be selected, that says whether the row is changed; none where all are. */
    static void select(Increment<?> increment, Draft draft) {
        if (increment.signRule() == Increment.SignRule.KEPT) {
            String word = ", ";
            for (Increment.Delta delta : increment.deltas()) {
                kept(delta, draft.words(word));
                word = " and ";
            }
        }
    }

    private static void kept(Increment.Delta delta, Draft draft) {
        boolean down = delta.by() < 0;
        draft.words("(").name(delta.column()).words(" is null or ");
        draft.name(delta.column()).words(down ? " <= 0 or " : " >= 0 or ");
        draft.name(delta.column())
                .words(down ? " >= " : " <= ")
                .parameter(-delta.by())
                .words(")");
    }
}
