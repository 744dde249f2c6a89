package io.hansock.model;

import io.hansock.index.Table;
import io.hansock.value.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One generated table whose rows several servers share, really and in the model, and the calls of one client on it. */
final class ShardedTrial {
    private static final int MOST_READS = 30;
    private static final int MOST_WRITES = 5;

    private final Map<String, Consumer<String>> servers;
    private final Subject subject;
    private final Schema schema;
    private final ModelServers model;

    /** The rows of all servers, of which calls are made. */
    private final ModelTable union;

    private final Random random;
    private final StepSource source;
    private final AddressSource addresses;
    private final Tally tally;
    private final StringBuilder story = new StringBuilder();

    /**
     * Of that number.
     *
     * @param servers what runs statements on each
     * @param subject the client of all
     */
    ShardedTrial(long seed, int number, Map<String, Consumer<String>> servers, Subject subject, Tally tally) {
        this.servers = new LinkedHashMap<>(servers);
        this.subject = subject;
        this.tally = tally;
        this.random = new Random(seed * 1_000_003 + number);
        SchemaSource schemas = new SchemaSource(random, Reach.EVERYTHING, false);
        Schema drawn = schemas.draw("t" + number);
        while (drawn.columns().get(0).isNumbered()) {
            // the ring places no row whose key is not known yet
            drawn = schemas.draw("t" + number);
        }
        this.schema = sharded(drawn);
        List<String> names = List.copyOf(servers.keySet());
        this.model = new ModelServers(schema, names, this::owner);
        this.union = new ModelTable(schema);
        schemas.fill(schema, union);
        union.rows().forEach(row -> model.on(model.owner(row)).add(row));
        this.source = new StepSource(schema, union, random, Reach.EVERYTHING);
        this.addresses = new AddressSource(schema, names, random);
    }

    private Schema sharded(Schema drawn) {
        List<String> key = drawn.table().primary().columns();
        List<String> shard = random.nextInt(3) > 0 ? key.subList(0, 1) : key.subList(key.size() - 1, key.size());
        List<ModelColumn<?>> columns = new ArrayList<>();
        shard.forEach(name -> columns.add(drawn.columns().get(drawn.position(name))));
        boolean isPlain = columns.stream().allMatch(column -> hasOneForm(column.domain()));
        return drawn.declared(table -> {
            Table<Row> by =
                    table.shardBy(shard.get(0), shard.subList(1, shard.size()).toArray(new String[0]));
            return isPlain ? by : by.shardEncoder(values -> encoded(columns, values));
        });
    }

    /** Whether the ring itself gives the same place to all ways to write a value. */
    private static boolean hasOneForm(Domain<?> domain) {
        if (domain instanceof TextDomain text) {
            return text.collation() == Collation.NO_PAD_BIN;
        }
        if (domain instanceof DateTimeDomain times) {
            return times.kind() == DateTimeDomain.Kind.DATE;
        }
        return domain instanceof IntegerDomain
                || domain instanceof BitDomain
                || domain instanceof YearDomain
                || domain == LabelDomain.ENUM;
    }

    private static byte[] encoded(List<ModelColumn<?>> columns, List<Object> values) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            Object value = columns.get(i).of(values.get(i));
            boolean isText = columns.get(i).domain() instanceof TextDomain;
            text.append(
                            isText
                                    ? ((TextDomain) columns.get(i).domain())
                                            .collation()
                                            .folded((String) value)
                                    : value)
                    .append('/');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Where the ring has a row with these values, each given in one of its forms, always the same one. */
    private String owner(List<Object> values) {
        Object[] parameters = new Object[values.size()];
        for (int i = 0; i < parameters.length; i++) {
            ModelColumn<?> column = schema.columns()
                    .get(schema.position(schema.table().shardColumns().get(i)));
            parameters[i] = column.parameter(values.get(i), new Random(0));
        }
        return subject.client().owner(schema.table(), parameters);
    }

    /** Makes about so many calls; what was wrong with the first answer that is not the model's. */
    Optional<String> run(int calls) {
        servers.forEach((name, sql) -> {
            String inserts = schema.inserts(model.on(name).rows());
            sql.accept(schema.ddl(Dialect.MARIADB) + "; " + inserts);
            story.append(name).append(": ").append(inserts).append('\n');
        });
        for (int made = 0; made < calls; ) {
            List<Step> reads = new ArrayList<>();
            for (int i = 1 + random.nextInt(MOST_READS); i > 0; i--) {
                reads.add(addresses.address(source.read()));
            }
            Optional<String> problem = ask(reads);
            for (int i = random.nextInt(MOST_WRITES); i > 0 && problem.isEmpty(); i--) {
                Step write = addresses.address(source.write());
                problem = ask(List.of(write));
                story.append(StepText.of(write)).append('\n');
                union.reset(model.rows());
                made++;
            }
            if (problem.isPresent()) {
                return problem;
            }
            made += reads.size();
        }
        return Optional.empty();
    }

    /** All on their way at once. */
    private Optional<String> ask(List<Step> steps) {
        List<CompletableFuture<Subject.Told>> answers =
                steps.stream().map(step -> subject.ask(step, schema)).toList();
        for (int i = 0; i < steps.size(); i++) {
            Answer told = answers.get(i).join().answer();
            Answer expected = model.answer(steps.get(i));
            tally.count(steps.get(i), expected);
            if (!told.equals(expected)) {
                return Optional.of(schema.ddl(Dialect.MARIADB) + "; shard columns "
                        + schema.table().shardColumns() + "\n" + story + StepText.of(steps.get(i)) + "\nexpected "
                        + expected + "\nanswered " + told);
            }
        }
        return Optional.empty();
    }
}
