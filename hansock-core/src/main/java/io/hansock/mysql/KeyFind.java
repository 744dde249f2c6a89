package io.hansock.mysql;

import java.util.List;

/**
 * What keys one exchange is to find. Immutable.
 *
 * @param select by which statements
 * @param keys at least one; unmodifiable
 */
record KeyFind(KeySelect select, List<Long> keys) {
    /** Whether that is more than one, so that they are asked for together from the beginning. */
    boolean isOfMany() {
        return keys.size() > 1;
    }

    /** The statement that asks for all of them. */
    Execution together() {
        return isOfMany()
                ? Execution.each(select.several(), Execution.Answer.ROWS, select.together(keys))
                : Execution.once(select.one(), Execution.Answer.ROWS, keys);
    }

    /** The only one of the keys. */
    Long key() {
        return keys.get(0);
    }

    /** The parameters of the statement for one key, for each of them. */
    List<List<Long>> eachAlone() {
        return keys.stream().map(List::of).toList();
    }

    /** The number of keys alone: values do not end up in a log by way of this. */
    @Override
    public String toString() {
        return keys.size() + " keys";
    }
}
