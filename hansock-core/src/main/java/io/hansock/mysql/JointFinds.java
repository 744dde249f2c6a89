package io.hansock.mysql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds of several callers that one statement carries. Filled under the wheel until the statement is encoded; then each caller reads its
 * own rows from the answer, at any time.
 */
final class JointFinds {
    private final KeySelect select;

    /** Whose request it is. */
    final KeyFindExchange leader;

    private final List<Long> keys;

    /** What came, once the first of the callers has read it; others that read at the same time do it themselves. */
    volatile @Nullable KeyedRows found;

    /** Of the leader alone so far. */
    JointFinds(KeySelect select, KeyFindExchange leader, Long key) {
        this.select = select;
        this.leader = leader;
        this.keys = new ArrayList<>(select.most());
        keys.add(key);
    }

    boolean hasRoom() {
        return keys.size() < select.most();
    }

    void add(Long key) {
        keys.add(key);
    }

    /** What was asked for. */
    List<Long> keys() {
        return keys;
    }

    /** The statement that asks for all. */
    Execution execution() {
        return Execution.each(select.several(), Execution.Answer.ROWS, select.together(keys));
    }
}
