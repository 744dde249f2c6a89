package io.hansock.metadata;

import static io.hansock.testing.SqlServer.Kind.MARIADB_10_11;
import static io.hansock.testing.SqlServer.Kind.MARIADB_11_8;
import static io.hansock.testing.SqlServer.Kind.MYSQL_9_7;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.sql.SqlClient;
import io.hansock.sql.SqlFixture;
import io.hansock.testing.SqlServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read of tables of all kinds and columns of all types, on real servers. */
class MetadataReaderIT {
    private static final String NAME = "metadata_it";

    /** A column's declaration, what is read of it, and where: on all three servers unless some are named. */
    private record Case(String declaration, String facts, List<SqlServer.Kind> servers) {}

    private static final List<SqlServer.Kind> MARIADB = List.of(MARIADB_10_11, MARIADB_11_8);

    private static final List<Case> COLUMNS = List.of(
            everywhere("tinyint", "TINYINT"),
            everywhere("boolean", "TINYINT"),
            everywhere("smallint unsigned", "SMALLINT unsigned"),
            everywhere("mediumint", "MEDIUMINT"),
            everywhere("int unsigned zerofill", "INT unsigned"),
            everywhere("bigint not null", "BIGINT not-null default:NONE"),
            everywhere("bigint unsigned default 18446744073709551615", "BIGINT unsigned default:CONSTANT"),
            everywhere("int default -7", "INT default:CONSTANT"),
            everywhere("int default (1 + 2)", "INT default:EXPRESSION"),
            everywhere("decimal", "DECIMAL (10,0)"),
            everywhere("decimal(65,30) unsigned default 0.5", "DECIMAL unsigned (65,30) default:CONSTANT"),
            everywhere("float", "FLOAT"),
            everywhere("float(7,3)", "FLOAT (7,3)"),
            everywhere("double default 1e100", "DOUBLE default:CONSTANT"),
            everywhere("double(9,2) unsigned", "DOUBLE unsigned (9,2)"),
            everywhere("bit", "BIT (1,0)"),
            everywhere("bit(64) default b'101'", "BIT (64,0) default:CONSTANT"),
            everywhere("year", "YEAR"),
            everywhere("date default '2024-02-29'", "DATE default:CONSTANT"),
            everywhere("time(2)", "TIME fraction:2"),
            everywhere("datetime", "DATETIME"),
            everywhere(
                    "datetime(3) default current_timestamp(3) on update current_timestamp(3)",
                    "DATETIME fraction:3 default:EXPRESSION updated"),
            everywhere("timestamp null", "TIMESTAMP"),
            everywhere(
                    "timestamp(6) not null default current_timestamp(6)",
                    "TIMESTAMP not-null fraction:6 default:EXPRESSION"),
            everywhere("char(5) character set latin1", "CHAR 5/5 latin1_swedish_ci"),
            everywhere("varchar(10) collate utf8mb4_bin default 'a''b'", "VARCHAR 10/40 utf8mb4_bin default:CONSTANT"),
            everywhere(
                    "varchar(20) character set utf16 collate utf16_bin not null default 'NULL'",
                    "VARCHAR not-null 20/80 utf16_bin default:CONSTANT"),
            everywhere(
                    "varchar(30) collate utf8mb4_bin default (concat('a', 'b'))",
                    "VARCHAR 30/120 utf8mb4_bin default:EXPRESSION"),
            everywhere(
                    "varchar(30) collate utf8mb4_bin default 'current_timestamp()'",
                    "VARCHAR 30/120 utf8mb4_bin default:CONSTANT"),
            everywhere("varchar(30) collate utf8mb4_bin default ''", "VARCHAR 30/120 utf8mb4_bin default:CONSTANT"),
            everywhere("tinytext character set latin1", "TEXT 255/255 latin1_swedish_ci"),
            everywhere("text collate utf8mb4_bin", "TEXT 65535/65535 utf8mb4_bin"),
            everywhere("mediumtext collate utf8mb4_bin", "TEXT 16777215/16777215 utf8mb4_bin"),
            everywhere("longtext collate utf8mb4_bin", "TEXT 4294967295/4294967295 utf8mb4_bin"),
            everywhere("binary(4)", "BINARY 4/4"),
            everywhere("char(4) character set binary", "BINARY 4/4"),
            everywhere("varbinary(9)", "VARBINARY 9/9"),
            everywhere("tinyblob", "BLOB 255/255"),
            everywhere("longblob", "BLOB 4294967295/4294967295"),
            everywhere(
                    "enum('a', 'b''c', 'd,e', 'f\\\\g', 'h\\ni', '') collate utf8mb4_bin",
                    "ENUM 3/12 utf8mb4_bin [a, b'c, d,e, f\\g, h\ni, ]"),
            everywhere("set('x', 'y z') character set latin1", "SET 5/5 latin1_swedish_ci [x, y z]"),
            everywhere("geometry", "GEOMETRY"),
            everywhere("point", "GEOMETRY"),
            everywhere("geometrycollection", "GEOMETRY"),
            everywhere("int generated always as (1 + 1) virtual", "INT VIRTUAL"),
            everywhere("int generated always as (1 + 2) stored", "INT STORED"),
            everywhere("int invisible", "INT invisible"),
            new Case("json", "JSON 4294967295/4294967295 utf8mb4_bin", MARIADB),
            new Case("json", "JSON", List.of(MYSQL_9_7)),
            new Case("uuid", "UUID", MARIADB),
            new Case("inet4", "INET4", MARIADB),
            new Case("inet6", "INET6", MARIADB),
            new Case("vector(3)", "VECTOR 12/12 (3,0)", List.of(MARIADB_11_8, MYSQL_9_7)));

    private static Case everywhere(String declaration, String facts) {
        return new Case(declaration, facts, List.of(SqlServer.Kind.values()));
    }

    @ParameterizedTest
    @EnumSource
    void readsColumnsOfEveryType(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        List<Case> cases =
                COLUMNS.stream().filter(one -> one.servers().contains(kind)).toList();
        StringJoiner columns = new StringJoiner(", ", "create table " + NAME + ".every (", ")");
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            columns.add("c" + i + " " + cases.get(i).declaration());
            expected.add("c" + i + " " + cases.get(i).facts());
        }
        fixture.server().admin(columns.toString());
        TableMetadata table = read(fixture, "every").orElseThrow();
        assertThat(table.columns()).extracting(MetadataReaderIT::describe).containsExactlyElementsOf(expected);
        assertThat(table.columns())
                .allSatisfy(column -> assertThat(column.privileges())
                        .containsExactlyInAnyOrder(Privilege.SELECT, Privilege.INSERT, Privilege.UPDATE));
    }

    @ParameterizedTest
    @EnumSource
    void readsKeys(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server()
                .admin("create table " + NAME
                        + ".t (b int, id bigint auto_increment, v varchar(20), txt text, g point not null,"
                        + " primary key (id, b), unique key u (v), key k (v(3), b desc), fulltext key f (txt), spatial key s (g),"
                        + " key hidden (b) " + (kind.isMariaDb() ? "ignored" : "invisible")
                        + (kind.isMariaDb() ? ", unique key h (txt)" : ", key e ((b + 1))") + ")");
        TableMetadata table = read(fixture, "t").orElseThrow();
        assertThat(table.primaryKey())
                .isEqualTo(new KeyFacts(
                        "PRIMARY", true, List.of(new KeyPart("id", 0, false), new KeyPart("b", 0, false)), true, true));
        assertThat(table.key("u")).isEqualTo(new KeyFacts("u", true, List.of(new KeyPart("v", 0, false)), true, true));
        assertThat(table.key("k"))
                .isEqualTo(new KeyFacts(
                        "k", false, List.of(new KeyPart("v", 3, false), new KeyPart("b", 0, true)), true, true));
        assertThat(table.keys())
                .filteredOn(KeyFacts::isUsable)
                .extracting(KeyFacts::name)
                .containsExactlyInAnyOrder("PRIMARY", "u", "k");
        assertThat(table.keys())
                .extracting(KeyFacts::name)
                .containsExactlyInAnyOrder("PRIMARY", "u", "k", "f", "s", "hidden", kind.isMariaDb() ? "h" : "e");
        assertThat(table.column("id").isAutoIncrement()).isTrue();
        assertThat(table.key("U")).as("names count upper and lower case").isNull();
        assertThat(table.column("ID")).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void tellsKindsOfTables(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        String at = " " + NAME + ".";
        fixture.server()
                .admin(
                        "create table" + at + "base (id int primary key)",
                        "create view" + at + "v as select id from" + at + "base",
                        "create table" + at + "m (id int) engine = myisam",
                        "create table" + at + "r (id int primary key) partition by range (id) subpartition by hash (id)"
                                + " subpartitions 2 (partition a values less than (10), partition b values less than maxvalue)",
                        "create table" + at + "h (id int primary key) partition by key (id) partitions 3");
        assertThat(read(fixture, "base")).get().satisfies(table -> {
            assertThat(table.kind()).isEqualTo(TableKind.BASE);
            assertThat(table.engine()).isEqualTo("InnoDB");
            assertThat(table.partitioning()).isEqualTo(Partitioning.NONE);
            assertThat(table.triggers()).isEqualTo(Presence.NONE);
            assertThat(table.checks()).isEqualTo(Presence.NONE);
            assertThat(table.privileges())
                    .contains(Privilege.SELECT, Privilege.INSERT, Privilege.UPDATE, Privilege.DELETE);
        });
        assertThat(read(fixture, "v")).get().satisfies(table -> {
            assertThat(table.kind()).isEqualTo(TableKind.VIEW);
            assertThat(table.keys()).isEmpty();
            assertThat(table.columns()).extracting(ColumnFacts::name).containsExactly("id");
        });
        assertThat(read(fixture, "m")).get().extracting(TableMetadata::engine).isEqualTo("MyISAM");
        assertThat(read(fixture, "r"))
                .get()
                .extracting(TableMetadata::partitioning)
                .isEqualTo(Partitioning.RANGE);
        assertThat(read(fixture, "h"))
                .get()
                .extracting(TableMetadata::partitioning)
                .isEqualTo(Partitioning.OTHER);
        assertThat(read(fixture, "BASE")).as("names count upper and lower case").isEmpty();
        assertThat(read(fixture, "none")).isEmpty();
        assertThat(read(fixture, "information_schema", "TABLES"))
                .get()
                .extracting(TableMetadata::kind)
                .isEqualTo(TableKind.SYSTEM);
        assertThat(read(fixture, "mysql", "user"))
                .get()
                .extracting(TableMetadata::kind)
                .isEqualTo(TableKind.SYSTEM);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MYSQL_9_7")
    void tellsWhatMariaDbAloneHas(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        String at = " " + NAME + ".";
        fixture.server()
                .admin(
                        "create sequence" + at + "s",
                        "create table" + at + "ver (id int primary key) with system versioning",
                        "create table" + at + "app (id int, a date, b date, period for p (a, b))");
        assertThat(read(fixture, "s")).get().extracting(TableMetadata::kind).isEqualTo(TableKind.SEQUENCE);
        assertThat(read(fixture, "ver")).get().extracting(TableMetadata::kind).isEqualTo(TableKind.VERSIONED);
        assertThat(read(fixture, "app")).get().extracting(TableMetadata::checks).isEqualTo(Presence.SOME);
    }

    @ParameterizedTest
    @EnumSource
    void aTemporaryTableHidesNoOther(SqlServer.Kind kind) throws Exception {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server().admin("create table " + NAME + ".t (id int primary key)");
        try (SqlClient sql = fixture.client();
                var session = sql.lease()) {
            session.update("create temporary table t (other int)");
            Optional<TableMetadata> table =
                    new MetadataReader(session.async()).read(NAME, "t").get(10, TimeUnit.SECONDS);
            assertThat(table).get().extracting(TableMetadata::kind).isEqualTo(TableKind.BASE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsNamesThatNeedQuotes(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server()
                .admin("create table " + NAME + ".`a``b'c\\d e%_` (`x``'\\y` int primary key check (`x``'\\y` > 0))");
        assertThat(read(fixture, "a`b'c\\d e%_")).get().satisfies(table -> {
            assertThat(table.checks()).isEqualTo(Presence.SOME);
            assertThat(table.primaryKey().parts()).containsExactly(new KeyPart("x`'\\y", 0, false));
            assertThat(table.column("x`'\\y")).isNotNull();
        });
    }

    @ParameterizedTest
    @EnumSource
    void readsADefinitionThatIsNoText(SqlServer.Kind kind) {
        SqlFixture fixture = SqlFixture.on(kind, NAME);
        fixture.server()
                .admin("create table " + NAME
                        + ".bytes (id int primary key check (id > 0), b binary(4) default x'ff27c30a')");
        assertThat(read(fixture, "bytes"))
                .get()
                .satisfies(table -> assertThat(table.checks()).isEqualTo(Presence.SOME));
    }

    private static Optional<TableMetadata> read(SqlFixture fixture, String table) {
        return read(fixture, NAME, table);
    }

    private static Optional<TableMetadata> read(SqlFixture fixture, String database, String table) {
        try (SqlClient sql = fixture.client()) {
            return new MetadataReader(sql.async())
                    .read(database, table)
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        }
    }

    /** All that differs from a plain column without a default. */
    private static String describe(ColumnFacts column) {
        StringJoiner words =
                new StringJoiner(" ").add(column.name()).add(column.type().name());
        if (column.unsigned()) {
            words.add("unsigned");
        }
        if (!column.nullable()) {
            words.add("not-null");
        }
        if (column.maxChars() > 0) {
            words.add(column.maxChars() + "/" + column.maxBytes());
        }
        if (column.collation() != null) {
            assertThat(column.collation()).startsWith(String.valueOf(column.charset()));
            words.add(column.collation());
        }
        if (column.precision() > 0) {
            words.add("(" + column.precision() + "," + column.scale() + ")");
        }
        if (column.fractionDigits() > 0) {
            words.add("fraction:" + column.fractionDigits());
        }
        if (!column.labels().isEmpty()) {
            words.add(column.labels().toString());
        }
        if (column.defaultValue() != DefaultValue.NULL) {
            words.add("default:" + column.defaultValue());
        }
        if (column.generation() != Generation.NONE) {
            words.add(column.generation().name());
        }
        if (column.updatedToNow()) {
            words.add("updated");
        }
        if (column.invisible()) {
            words.add("invisible");
        }
        return words.toString();
    }
}
