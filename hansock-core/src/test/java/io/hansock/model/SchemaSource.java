package io.hansock.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes tables of all types, keys and collations, with rows. */
final class SchemaSource {
    private static final int MOST_ROWS = 50;

    /** Names that have to be quoted, or that are not ASCII. */
    private static final List<String> ODD_NAMES = List.of("order", "größe", "a b", "x`y", "%d", "Ж");

    private final Random random;
    private final Reach reach;
    private final List<Domain<?>> domains;

    SchemaSource(Random random, Reach reach, boolean isForMySql) {
        this.random = random;
        this.reach = reach;
        this.domains = domains().stream()
                .filter(domain -> reach.isEverything() || domain.isPlain())
                .filter(domain -> !(isForMySql && domain.isMariaDbs()))
                .toList();
    }

    /** All that there are. */
    static List<Domain<?>> domains() {
        List<Domain<?>> all = new ArrayList<>(IntegerDomain.all());
        all.add(new DecimalDomain(5, 2));
        all.add(new DecimalDomain(18, 0));
        all.add(new DecimalDomain(30, 10));
        all.add(FloatingDomain.ofFloat());
        all.add(FloatingDomain.ofDouble());
        all.add(new BitDomain(1));
        all.add(new BitDomain(13));
        all.add(new BitDomain(64));
        for (TextDomain.Kind kind : TextDomain.Kind.values()) {
            for (Collation collation : Collation.values()) {
                all.add(new TextDomain(kind, collation));
            }
        }
        for (BinaryDomain.Kind kind : BinaryDomain.Kind.values()) {
            all.add(new BinaryDomain(kind));
            all.add(new BinaryDomain(kind));
        }
        all.addAll(Arrays.asList(LabelDomain.values()));
        all.add(new DateTimeDomain(DateTimeDomain.Kind.DATE, 0));
        all.add(new DateTimeDomain(DateTimeDomain.Kind.DATE, 0));
        for (int digits : DateTimeDomain.fractions()) {
            all.add(new DateTimeDomain(DateTimeDomain.Kind.DATETIME, digits));
            all.add(new DateTimeDomain(DateTimeDomain.Kind.TIMESTAMP, digits));
            all.add(new TimeDomain(digits));
        }
        all.add(new YearDomain());
        all.add(new JsonDomain());
        all.add(new UuidDomain());
        return all;
    }

    /** A table of that name. */
    Schema draw(String name) {
        boolean isNumbered = random.nextInt(4) == 0;
        int keyColumns = isNumbered ? 1 : 1 + (random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0);
        int count = keyColumns + 2 + random.nextInt(5);
        List<ModelColumn<?>> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(column(columnName(i), i < keyColumns, i == 0 && isNumbered));
        }
        List<ModelKey> keys = new ArrayList<>();
        keys.add(new ModelKey(
                ModelKey.PRIMARY,
                true,
                parts(columns, IntStream.range(0, keyColumns).boxed().toList(), isNumbered)));
        int more = 1 + random.nextInt(4);
        for (int i = 0; i < more; i++) {
            keys.add(secondary(columns, "k" + i + (random.nextInt(6) == 0 ? " `ö" : "")));
        }
        return new Schema(name, columns, keys);
    }

    private String columnName(int number) {
        return random.nextInt(8) == 0 && number < ODD_NAMES.size() ? ODD_NAMES.get(number) : "c" + number;
    }

    private ModelColumn<?> column(String name, boolean isKey, boolean isNumbered) {
        if (isNumbered) {
            IntegerDomain domain = random.nextBoolean()
                    ? IntegerDomain.of("int", Integer.SIZE, false)
                    : IntegerDomain.of("bigint", Long.SIZE, false);
            return column(name, domain, false, true);
        }
        Domain<?> domain;
        do {
            domain = random.nextInt(5) == 0
                    ? IntegerDomain.of("int", Integer.SIZE, false)
                    : domains.get(random.nextInt(domains.size()));
        } while (isKey && !domain.isKey());
        return column(name, domain, !isKey && random.nextInt(3) > 0, false);
    }

    private <T> ModelColumn<T> column(String name, Domain<T> domain, boolean isNullable, boolean isNumbered) {
        List<T> usual = new ArrayList<>();
        int values = 2 + random.nextInt(7);
        for (int i = 0; i < values; i++) {
            usual.add(domain.draw(random));
        }
        boolean hasDefault =
                reach.isEverything() && !isNumbered && domain.isKey() && domain.isOrdered() && random.nextInt(5) == 0;
        @Nullable T byDefault = hasDefault ? usual.get(0) : null;
        return new ModelColumn<>(name, domain, isNullable, isNumbered, usual, byDefault);
    }

    private ModelKey secondary(List<ModelColumn<?>> columns, String name) {
        List<Integer> candidates = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Domain<?> domain = columns.get(i).domain();
            if (domain.isKey() || (reach.isEverything() && domain.prefixable() > 0)) {
                candidates.add(i);
            }
        }
        Collections.shuffle(candidates, random);
        int parts = Math.min(candidates.size(), 1 + random.nextInt(3));
        return new ModelKey(name, random.nextInt(4) == 0, parts(columns, candidates.subList(0, parts), false));
    }

    private List<ModelKey.Part> parts(List<ModelColumn<?>> columns, List<Integer> numbers, boolean arePlain) {
        boolean isDescending = random.nextInt(4) == 0;
        List<ModelKey.Part> parts = new ArrayList<>();
        for (int number : numbers) {
            Domain<?> domain = columns.get(number).domain();
            boolean mayBePrefix = reach.isEverything() && !arePlain && domain.prefixable() > 0;
            int prefix = mayBePrefix && (!domain.isKey() || random.nextInt(8) == 0)
                    ? 1 + random.nextInt(domain.prefixable())
                    : 0;
            boolean descends = reach.isEverything() && !arePlain && isDescending != (random.nextInt(5) == 0);
            parts.add(new ModelKey.Part(number, prefix, descends));
        }
        return parts;
    }

    /** Up to so many rows as fit into it. */
    void fill(Schema schema, ModelTable table) {
        int rows = random.nextInt(MOST_ROWS);
        for (int i = 0; i < rows; i++) {
            table.add(row(schema));
        }
    }

    private Object[] row(Schema schema) {
        Object[] row = new Object[schema.columns().size()];
        for (int i = 0; i < row.length; i++) {
            ModelColumn<?> column = schema.columns().get(i);
            Object value = column.isNullable() && random.nextInt(5) == 0 ? null : column.draw(random);
            row[i] = column.isNumbered() ? column.of(1 + random.nextInt(1000)) : value;
        }
        return row;
    }
}
