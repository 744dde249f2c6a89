package io.hansock.guard;

import io.hansock.metadata.ColumnFacts;
import io.hansock.metadata.DefaultValue;
import io.hansock.metadata.Generation;
import io.hansock.metadata.KeyFacts;
import io.hansock.metadata.KeyPart;
import io.hansock.metadata.Partitioning;
import io.hansock.metadata.Presence;
import io.hansock.metadata.Privilege;
import io.hansock.metadata.TableKind;
import io.hansock.metadata.TableMetadata;
import io.hansock.value.ColumnType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tables as tests want them: as a plain one is, but for what the test is about. */
final class Facts {
    private final List<ColumnFacts> columns = new ArrayList<>();
    private final List<KeyFacts> keys = new ArrayList<>();
    private String database = "shop";
    private TableKind kind = TableKind.BASE;
    private @Nullable String engine = "InnoDB";
    private Partitioning partitioning = Partitioning.NONE;
    private Presence triggers = Presence.NONE;
    private Presence checks = Presence.NONE;
    private Set<Privilege> privileges = EnumSet.allOf(Privilege.class);

    /** A table of {@code id bigint primary key}, {@code name varchar(20)}, {@code age int} with index {@code by_age}. */
    static Facts people() {
        return new Facts()
                .column(column(ColumnType.BIGINT).named("id").notNull())
                .column(column(ColumnType.VARCHAR).named("name").text(20, "utf8mb4"))
                .column(column(ColumnType.INT).named("age"))
                .key("PRIMARY", true, "id")
                .key("by_age", false, "age");
    }

    static Column column(ColumnType type) {
        return new Column(type);
    }

    Facts column(Column column) {
        columns.add(column.at(columns.size() + 1));
        return this;
    }

    Facts key(String name, boolean unique, String... parts) {
        List<KeyPart> list = new ArrayList<>();
        for (String part : parts) {
            String[] words = part.split(" ", -1);
            int prefix = words.length > 1 && !words[1].equals("desc") ? Integer.parseInt(words[1]) : 0;
            list.add(new KeyPart(words[0], prefix, part.endsWith(" desc")));
        }
        return key(new KeyFacts(name, unique, list, true, true));
    }

    Facts key(KeyFacts key) {
        keys.add(key);
        return this;
    }

    Facts withoutKeys() {
        keys.clear();
        return this;
    }

    Facts in(String name) {
        database = name;
        return this;
    }

    Facts kind(TableKind value) {
        kind = value;
        return this;
    }

    Facts engine(@Nullable String value) {
        engine = value;
        return this;
    }

    Facts partitioned() {
        partitioning = Partitioning.RANGE;
        return this;
    }

    Facts triggers(Presence value) {
        triggers = value;
        return this;
    }

    Facts checks(Presence value) {
        checks = value;
        return this;
    }

    Facts privileges(Privilege... values) {
        privileges = Set.of(values);
        return this;
    }

    TableMetadata metadata() {
        return new TableMetadata(new TableMetadata.Facts(
                database, "people", kind, engine, partitioning, columns, keys, triggers, checks, privileges));
    }

    TableGuard guard() {
        return guard(GuardPolicy.Writing.HANDLERSOCKET);
    }

    TableGuard guard(GuardPolicy.Writing writing) {
        return guard(new GuardPolicy(true, true, writing, GuardPolicy.Bypass.AVOIDED, false));
    }

    TableGuard guard(GuardPolicy policy) {
        return new TableGuard(metadata(), policy);
    }

    /** A column as it is declared without a word but its type. */
    static final class Column {
        private final ColumnType type;
        private String name = "value";
        private boolean unsigned;
        private boolean nullable = true;
        private long chars;
        private long bytes;
        private @Nullable String charset;
        private @Nullable String collation;
        private int precision;
        private int scale;
        private int fraction;
        private List<String> labels = List.of();
        private Generation generation = Generation.NONE;
        private @Nullable DefaultValue defaultValue;
        private boolean updated;
        private Set<Privilege> privileges = EnumSet.allOf(Privilege.class);

        private Column(ColumnType type) {
            this.type = type;
        }

        Column named(String value) {
            name = value;
            return this;
        }

        Column unsigned() {
            unsigned = true;
            return this;
        }

        Column notNull() {
            nullable = false;
            return this;
        }

        Column text(int length, String value) {
            chars = length;
            bytes = length
                    * (value.equals("utf8mb3") ? 3L : value.startsWith("utf") ? 4L : value.equals("ucs2") ? 2L : 1L);
            charset = value;
            return this;
        }

        Column collation(String value) {
            collation = value;
            return this;
        }

        Column bytes(int length) {
            chars = length;
            bytes = length;
            return this;
        }

        Column digits(int all, int behind) {
            precision = all;
            scale = behind;
            return this;
        }

        Column fraction(int digits) {
            fraction = digits;
            return this;
        }

        Column labels(String... values) {
            labels = List.of(values);
            charset = "utf8mb4";
            return this;
        }

        Column generated(Generation value) {
            generation = value;
            return this;
        }

        Column defaults(DefaultValue value) {
            defaultValue = value;
            return this;
        }

        Column updatedToNow() {
            updated = true;
            return this;
        }

        Column privileges(Privilege... values) {
            privileges = Set.of(values);
            return this;
        }

        ColumnFacts facts() {
            return at(1);
        }

        private ColumnFacts at(int position) {
            return new ColumnFacts(
                    name,
                    position,
                    type,
                    type.name().toLowerCase(Locale.ROOT),
                    unsigned,
                    nullable,
                    chars,
                    bytes,
                    charset,
                    collation != null || charset == null ? collation : charset + "_bin",
                    precision,
                    scale,
                    fraction,
                    labels,
                    generation,
                    defaultValue == null ? (nullable ? DefaultValue.NULL : DefaultValue.NONE) : defaultValue,
                    updated,
                    false,
                    privileges);
        }
    }
}
