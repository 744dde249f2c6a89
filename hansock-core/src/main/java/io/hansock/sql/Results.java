package io.hansock.sql;

import io.hansock.ResultException;
import io.hansock.value.Row;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that one request answers: one result, or several where it calls a procedure or holds several statements. Immutable, safe to
 * share between threads.
 */
public final class Results implements Iterable<SqlResult> {
    private final List<SqlResult> all;
    private final @Nullable Row outParameters;

    /**
     * Creates one.
     *
     * @param all the results in order
     * @param outParameters what a called procedure has put into its OUT and INOUT parameters; null if there are none
     */
    public Results(List<SqlResult> all, @Nullable Row outParameters) {
        this.all = List.copyOf(all);
        this.outParameters = outParameters;
    }

    /** {@return the results in order, without the OUT parameters; unmodifiable} */
    public List<SqlResult> all() {
        return all;
    }

    /** {@return those results that are rows, in order} */
    public List<QueryResult> queries() {
        return all.stream()
                .filter(QueryResult.class::isInstance)
                .map(QueryResult.class::cast)
                .toList();
    }

    /** {@return those results that are changes, in order} */
    public List<UpdateResult> updates() {
        return all.stream()
                .filter(UpdateResult.class::isInstance)
                .map(UpdateResult.class::cast)
                .toList();
    }

    /** {@return the values of the OUT and INOUT parameters, in their order; empty if the procedure has none} */
    public Optional<Row> outParameters() {
        return Optional.ofNullable(outParameters);
    }

    /**
     * {@return the only result, which is rows}
     *
     * @throws ResultException if the statement answered several results, or none with rows
     */
    public QueryResult onlyQuery() {
        if (all.size() == 1 && all.get(0) instanceof QueryResult query) {
            return query;
        }
        throw new ResultException(
                ResultException.Kind.OTHER_RESULT, "not one result with rows, but " + this + "; execute(…) takes any");
    }

    /**
     * {@return the only result, which is a change}
     *
     * @throws ResultException if the statement answered several results, or rows; what it did is done
     */
    public UpdateResult onlyUpdate() {
        if (all.size() == 1 && all.get(0) instanceof UpdateResult update) {
            return update;
        }
        throw new ResultException(
                ResultException.Kind.OTHER_RESULT,
                "not one result without rows, but " + this + "; execute(…) takes any");
    }

    @Override
    public Iterator<SqlResult> iterator() {
        return all.iterator();
    }

    /** The shape alone: values never end up in a log by way of this. */
    @Override
    public String toString() {
        return all.toString();
    }
}
