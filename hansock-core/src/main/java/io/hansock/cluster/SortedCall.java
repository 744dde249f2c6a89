package io.hansock.cluster;

import io.hansock.Operation;
import io.hansock.guard.ColumnOrder;
import io.hansock.guard.TableGuard;
import io.hansock.guard.Verdict;
import io.hansock.index.Find;
import io.hansock.value.Row;
import io.hansock.wire.CommandWire;
import io.hansock.wire.WireExchange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one of several servers finds along an index, and how it orders that. */
final class SortedCall extends Call<SortedCall.Found> {
    private final Find<Row> find;
    private final MergeOrder order;

    /** Null until it is known what carries the call. */
    private @Nullable List<ColumnOrder> orders;

    /** The rows of one server, and how their columns are ordered there. */
    record Found(List<Row> rows, List<ColumnOrder> orders) {}

    SortedCall(ClusterServer server, Find<Row> find, MergeOrder order) {
        super(server, find.table(), false, Operation.FIND);
        this.find = find;
        this.order = order;
    }

    /** The guard has its own words for what cannot be merged. */
    @Override
    Verdict<?> judge(TableGuard guard) {
        Verdict<?> verdict = guard.judge(find);
        if (!(verdict instanceof Verdict.Refused)) {
            orders = order.orders(guard);
        }
        return verdict;
    }

    @Override
    WireExchange exchange(CommandWire wire) {
        if (orders == null) {
            orders = order.ordersOfRecord();
        }
        return wire.find(find);
    }

    @Override
    Found read(WireExchange answered) {
        List<ColumnOrder> known = orders;
        if (known == null) {
            throw new IllegalStateException("it was not sent");
        }
        return new Found(answered.rows().map(find.mapper()), known);
    }
}
