package io.hansock.model;

import io.hansock.index.Change;
import io.hansock.index.Delete;
import io.hansock.index.Find;
import io.hansock.index.Increment;
import io.hansock.index.KeyMatch;
import io.hansock.index.ReturningOld;
import io.hansock.index.Update;
import io.hansock.value.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Says of calls to which of several servers they go: the ring's, one by its name, or all. */
final class AddressSource {
    private final Schema schema;
    private final List<String> servers;
    private final Random random;

    AddressSource(Schema schema, List<String> servers, Random random) {
        this.schema = schema;
        this.servers = servers;
        this.random = random;
    }

    Step address(Step step) {
        if (step instanceof Step.Search search) {
            return new Step.Search(address(search.find()));
        }
        if (step instanceof Step.Put put && random.nextInt(4) == 0) {
            return new Step.Put(put.insert().on(server()));
        }
        if (step instanceof Step.PutOver put && random.nextInt(6) == 0) {
            return new Step.PutOver(put.upsert().on(server()));
        }
        if (step instanceof Step.Alter || step instanceof Step.AlterOld) {
            if (random.nextInt(25) == 0) {
                return new Step.Illegal(with(step, Find::onAllServers), "write-on-all-servers");
            }
            String server = server();
            return random.nextInt(3) == 0 ? step : with(step, rows -> rows.on(server));
        }
        return step;
    }

    private String server() {
        return servers.get(random.nextInt(servers.size()));
    }

    private Find<Row> address(Find<Row> find) {
        boolean isPlaced = find.match() instanceof KeyMatch.In || find.shardKey() != null;
        return switch (random.nextInt(4)) {
            case 0 -> isPlaced || random.nextInt(10) == 0 ? find : everywhere(find);
            case 1 -> find.on(server());
            default -> everywhere(find);
        };
    }

    /** Ranges with a comparator or without: then not all orders are known to be the servers'. */
    private Find<Row> everywhere(Find<Row> find) {
        if (!(find.match() instanceof KeyMatch.Compare compare) || random.nextBoolean()) {
            return find.onAllServers();
        }
        List<String> all = schema.table().columns();
        Find<Row> whole = find.columns(all.get(0), all.subList(1, all.size()).toArray(new String[0]));
        Comparator<Object[]> order = new Walk(schema, List.of(), find).order(compare.comparison());
        return whole.onAllServers().mergedBy(Comparator.comparing(this::cells, order));
    }

    private Object[] cells(Row row) {
        Object[] cells = new Object[schema.columns().size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = schema.columns().get(i).read(row, i + 1);
        }
        return cells;
    }

    private static Step with(Step step, UnaryOperator<Find<Row>> address) {
        if (step instanceof Step.Alter alter) {
            return new Step.Alter(with(alter.change(), address));
        }
        ReturningOld<Row> old = ((Step.AlterOld) step).change();
        @SuppressWarnings("unchecked") // as the step's source has made it
        Change<Row> change = (Change<Row>) old.change();
        return new Step.AlterOld(new ReturningOld<>(with(change, address), old.columns(), old.mapper()));
    }

    private static Change<Row> with(Change<Row> change, UnaryOperator<Find<Row>> address) {
        Find<Row> rows = address.apply(change.rows());
        if (change instanceof Update<Row> update) {
            return new Update<>(rows, update.assignments());
        }
        return change instanceof Increment<Row> increment
                ? new Increment<>(rows, increment.deltas(), increment.signRule())
                : new Delete<>(rows);
    }
}
