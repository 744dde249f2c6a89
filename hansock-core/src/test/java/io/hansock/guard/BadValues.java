package io.hansock.guard;

import io.hansock.testing.SqlServer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** For each type of column a value that it has, and some that it does not hold exactly. */
final class BadValues {
    /** What strict SQL does with such a value. */
    enum InSql {
        /** It is an error there too. */
        REFUSED,
        /** Something else is stored: servers do not call everything an error. */
        CHANGED
    }

    /**
     * One value for one column.
     *
     * @param column the column's name
     * @param value the value
     * @param rule by which it is refused
     * @param inSql what strict SQL does with it
     */
    record Bad(String column, @Nullable Object value, Rule rule, InSql inSql) {
        @Override
        public String toString() {
            String shown = value instanceof byte[] bytes ? bytes.length + " bytes" : String.valueOf(value);
            return column + ": " + (shown.length() > 30 ? shown.substring(0, 30) + "…" : shown);
        }
    }

    /** The columns, each with a value. */
    static final String TABLE = """
            create table t (
                id int primary key,
                ti tinyint not null default 1,
                si smallint not null default 1,
                mi mediumint unsigned not null default 1,
                ni int not null default 5,
                ui int unsigned not null default 2,
                bi bigint not null default 3,
                bu bigint unsigned not null default 4,
                de decimal(6,2) not null default 1.50,
                fl float not null default 0.5,
                db double not null default 0.1,
                bt bit(10) not null default b'101',
                ye year not null default 2024,
                da date not null default '2024-02-29',
                dt datetime(3) not null default '2024-02-29 12:00:00.500',
                ts timestamp not null default '2024-02-29 12:00:00',
                tm time not null default '-12:00:00',
                ch char(3) character set utf8mb4 not null default 'abc',
                vc varchar(3) character set utf8mb4 not null default 'äöü',
                la varchar(9) character set latin1 not null default 'Köln',
                u3 varchar(9) character set utf8mb3 not null default 'Łódź',
                u2 varchar(9) character set ucs2 not null default 'Łódź',
                asc_ varchar(9) character set ascii not null default 'abc',
                tt tinytext character set utf8mb4,
                tx text character set utf8mb4,
                bn binary(3) not null default 'abc',
                vb varbinary(3) not null default 'abc',
                bl tinyblob,
                en enum('a', 'b', '1') character set utf8mb4 not null default 'a',
                se set('x', 'y') character set utf8mb4 not null default 'x',
                js json,
                ge geometry
            )""";

    private static final LocalDateTime NOON = LocalDateTime.of(2024, 2, 29, 12, 0);

    private static final List<Bad> BAD = List.of(
            refused("ti", 128, Rule.VALUE_RANGE),
            refused("ti", -129L, Rule.VALUE_RANGE),
            refused("ti", "1abc", Rule.VALUE_FORM),
            refused("ti", "abc", Rule.VALUE_FORM),
            refused("ti", "", Rule.VALUE_FORM),
            refused("ti", null, Rule.NOT_NULL),
            changed("ti", "1.6", Rule.VALUE_FORM),
            changed("ti", 1.6, Rule.VALUE_TYPE),
            refused("si", 32_768, Rule.VALUE_RANGE),
            refused("si", -32_769, Rule.VALUE_RANGE),
            refused("si", "1abc", Rule.VALUE_FORM),
            refused("si", null, Rule.NOT_NULL),
            refused("mi", 1 << 24, Rule.VALUE_RANGE),
            refused("mi", -1, Rule.VALUE_RANGE),
            refused("mi", "1abc", Rule.VALUE_FORM),
            refused("mi", null, Rule.NOT_NULL),
            refused("ni", 1L << 31, Rule.VALUE_RANGE),
            refused("ni", "1abc", Rule.VALUE_FORM),
            refused("ni", null, Rule.NOT_NULL),
            refused("ui", "1abc", Rule.VALUE_FORM),
            refused("ui", null, Rule.NOT_NULL),
            refused("ui", -1, Rule.VALUE_RANGE),
            refused("ui", 1L << 32, Rule.VALUE_RANGE),
            refused("bi", BigInteger.TWO.pow(63), Rule.VALUE_RANGE),
            refused("bi", "9223372036854775808", Rule.VALUE_RANGE),
            refused("bi", "1abc", Rule.VALUE_FORM),
            refused("bi", null, Rule.NOT_NULL),
            refused("bu", -1L, Rule.VALUE_RANGE),
            refused("bu", BigInteger.TWO.pow(64), Rule.VALUE_RANGE),
            refused("bu", "1abc", Rule.VALUE_FORM),
            refused("bu", null, Rule.NOT_NULL),
            refused("de", 10_000, Rule.VALUE_RANGE),
            refused("de", "1abc", Rule.VALUE_FORM),
            changed("de", new BigDecimal("1.005"), Rule.VALUE_RANGE),
            refused("de", null, Rule.NOT_NULL),
            refused("fl", 1e300, Rule.VALUE_RANGE),
            refused("fl", "1abc", Rule.VALUE_FORM),
            changed("fl", 0.1, Rule.VALUE_RANGE),
            refused("fl", null, Rule.NOT_NULL),
            refused("db", null, Rule.NOT_NULL),
            refused("db", "1abc", Rule.VALUE_FORM),
            refused("db", "nan", Rule.VALUE_FORM),
            changed("db", (1L << 53) + 1, Rule.VALUE_RANGE),
            refused("bt", 1024, Rule.VALUE_RANGE),
            refused("bt", new byte[] {4, 0}, Rule.VALUE_RANGE),
            refused("bt", null, Rule.NOT_NULL),
            refused("bt", "1abc", Rule.VALUE_TYPE),
            refused("ye", 3000, Rule.VALUE_RANGE),
            refused("ye", "1abc", Rule.VALUE_FORM),
            refused("ye", null, Rule.NOT_NULL),
            changed("ye", "70", Rule.VALUE_FORM),
            changed("ye", 70, Rule.VALUE_RANGE),
            refused("da", "2024-02-30", Rule.VALUE_FORM),
            refused("da", "yesterday", Rule.VALUE_FORM),
            refused("da", "1abc", Rule.VALUE_FORM),
            refused("da", 20240230, Rule.VALUE_TYPE),
            refused("da", "", Rule.VALUE_FORM),
            refused("da", null, Rule.NOT_NULL),
            changed("da", NOON, Rule.VALUE_TYPE),
            refused("dt", "2024-02-30 12:00:00.000", Rule.VALUE_FORM),
            refused("dt", "1abc", Rule.VALUE_FORM),
            changed("dt", NOON.plusNanos(1_000), Rule.VALUE_RANGE),
            refused("dt", null, Rule.NOT_NULL),
            refused("ts", Instant.EPOCH, Rule.VALUE_RANGE),
            refused("ts", "1abc", Rule.VALUE_FORM),
            refused("ts", "2024-02-30 12:00:00", Rule.VALUE_FORM),
            refused("ts", LocalDateTime.of(2107, 1, 1, 0, 0), Rule.VALUE_RANGE),
            refused("ts", LocalDate.of(1969, 12, 31), Rule.VALUE_RANGE),
            refused("tm", "839:00:00", Rule.VALUE_RANGE),
            refused("tm", "12:60:00", Rule.VALUE_FORM),
            refused("tm", "1abc", Rule.VALUE_FORM),
            refused("tm", null, Rule.NOT_NULL),
            changed("tm", Duration.ofMillis(1_500), Rule.VALUE_RANGE),
            refused("ch", "abcd", Rule.VALUE_LENGTH),
            changed("ch", "ab ", Rule.VALUE_FORM),
            refused("ch", null, Rule.NOT_NULL),
            refused("vc", "äöüß", Rule.VALUE_LENGTH),
            changed("vc", "abc ", Rule.VALUE_LENGTH),
            refused("vc", null, Rule.NOT_NULL),
            refused("la", "0123456789", Rule.VALUE_LENGTH),
            refused("la", "Łódź", Rule.VALUE_CHARSET),
            refused("la", "🙂", Rule.VALUE_CHARSET),
            refused("la", null, Rule.NOT_NULL),
            refused("u3", "🙂", Rule.VALUE_CHARSET),
            refused("u3", null, Rule.NOT_NULL),
            refused("u2", "🙂", Rule.VALUE_CHARSET),
            refused("u2", null, Rule.NOT_NULL),
            refused("asc_", "é", Rule.VALUE_CHARSET),
            refused("asc_", null, Rule.NOT_NULL),
            refused("asc_", "0123456789", Rule.VALUE_LENGTH),
            refused("tt", "ä".repeat(128), Rule.VALUE_LENGTH),
            refused("tx", "ä".repeat(1 << 15), Rule.VALUE_LENGTH),
            refused("bn", null, Rule.NOT_NULL),
            refused("vb", null, Rule.NOT_NULL),
            refused("bn", new byte[4], Rule.VALUE_LENGTH),
            changed("bn", new byte[2], Rule.VALUE_LENGTH),
            refused("vb", new byte[4], Rule.VALUE_LENGTH),
            refused("bl", new byte[256], Rule.VALUE_LENGTH),
            refused("en", "c", Rule.VALUE_LABEL),
            refused("en", "", Rule.VALUE_LABEL),
            refused("en", "1abc", Rule.VALUE_LABEL),
            changed("en", "A", Rule.VALUE_LABEL),
            changed("en", 1, Rule.VALUE_TYPE),
            refused("en", null, Rule.NOT_NULL),
            refused("se", "z", Rule.VALUE_LABEL),
            refused("se", "x,1abc", Rule.VALUE_LABEL),
            refused("se", null, Rule.NOT_NULL),
            changed("se", 3, Rule.VALUE_TYPE));

    private static final List<Bad> MARIADB = List.of(
            changed("ts", null, Rule.NOT_NULL),
            refused("u", "123e4567", Rule.VALUE_FORM),
            refused("u", "1abc", Rule.VALUE_FORM),
            refused("u", null, Rule.NOT_NULL),
            refused("i4", "1.2.3", Rule.VALUE_FORM),
            refused("i4", "1abc", Rule.VALUE_FORM),
            refused("i6", "localhost", Rule.VALUE_FORM));

    private static final List<Bad> MYSQL = List.of(refused("ts", null, Rule.NOT_NULL));

    private BadValues() {}

    private static Bad refused(String column, @Nullable Object value, Rule rule) {
        return new Bad(column, value, rule, InSql.REFUSED);
    }

    private static Bad changed(String column, @Nullable Object value, Rule rule) {
        return new Bad(column, value, rule, InSql.CHANGED);
    }

    /** Those that a server has columns for. */
    static List<Bad> on(SqlServer.Kind kind) {
        return Stream.concat(BAD.stream(), (kind.isMariaDb() ? MARIADB : MYSQL).stream())
                .toList();
    }

    /** What makes the table, and one row of it with id 1. */
    static List<String> statements(SqlServer.Kind kind) {
        String table = kind.isMariaDb()
                ? TABLE.replace(
                        "js json",
                        "js json, u uuid not null default '123e4567-e89b-12d3-a456-426614174000', i4 inet4, i6 inet6")
                : TABLE;
        return List.of(table, "insert into t (id) values (1)");
    }
}
