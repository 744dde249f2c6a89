package io.hansock.mysql;

import static io.hansock.mysql.ColumnCase.column;
import static io.hansock.testing.SqlServer.Kind.MARIADB_10_11;
import static io.hansock.testing.SqlServer.Kind.MARIADB_11_8;
import static io.hansock.testing.SqlServer.Kind.MYSQL_9_7;
import static io.hansock.value.ColumnType.DATE;
import static io.hansock.value.ColumnType.DATETIME;
import static io.hansock.value.ColumnType.TIME;
import static io.hansock.value.ColumnType.TIMESTAMP;
import static io.hansock.value.ColumnType.YEAR;

import io.hansock.value.TimeValue;
import io.hansock.value.TimeValue.Date;
import io.hansock.value.TimeValue.DateTime;
import io.hansock.value.TimeValue.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.util.List;

/** Dates and times, with those that no calendar has. */
final class TimeColumns {
    private static final LocalDateTime SOME_TIME = LocalDateTime.of(2024, 2, 29, 1, 2, 3, 4_000);
    private static final LocalDateTime LAST = LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000);
    private static final DateTime ZERO = new DateTime(0, 0, 0, 0, 0, 0, 0);

    private TimeColumns() {}

    static List<ColumnCase> dates() {
        return List.of(
                column("date", DATE)
                        .decimals(0)
                        .length(10)
                        .cell("'0000-00-00'", new Date(0, 0, 0))
                        .cell("'2024-00-00'", new Date(2024, 0, 0))
                        .cell("'2024-02-00'", new Date(2024, 2, 0))
                        .cell("'2024-00-29'", new Date(2024, 0, 29))
                        .cell("'2023-02-31'", new Date(2023, 2, 31))
                        .cell("'1000-01-01'", new Date(1000, 1, 1), LocalDate.of(1000, 1, 1))
                        .cell("'2024-02-29'", new Date(2024, 2, 29), LocalDate.of(2024, 2, 29))
                        .cell("'9999-12-31'", new Date(9999, 12, 31), LocalDate.of(9999, 12, 31)),
                column("year", YEAR)
                        .zerofill()
                        .decimals(0)
                        .length(4)
                        .cell("1901", new TimeValue.Year(1901), Year.of(1901))
                        .cell("'0000'", new TimeValue.Year(0), Year.of(0))
                        .cell("2000", new TimeValue.Year(2000), "2000")
                        .cell("2155", new TimeValue.Year(2155), 2155));
    }

    static List<ColumnCase> dateTimes() {
        return List.of(
                column("datetime", DATETIME)
                        .decimals(0)
                        .length(19)
                        .cell("'0000-00-00 00:00:00'", ZERO)
                        .cell("'2024-00-00 01:02:03'", new DateTime(2024, 0, 0, 1, 2, 3, 0))
                        .cell("'2023-02-31 01:02:03'", new DateTime(2023, 2, 31, 1, 2, 3, 0))
                        .cell("'1000-01-01 00:00:00'", dateTime(first()), first())
                        .cell("'2024-02-29 23:59:59'", new DateTime(2024, 2, 29, 23, 59, 59, 0), "2024-02-29 23:59:59"),
                column("datetime(3)", DATETIME)
                        .decimals(3)
                        .length(23)
                        .cell("'2024-02-29 01:02:03.5'", new DateTime(2024, 2, 29, 1, 2, 3, 500_000))
                        .cell(
                                "'2024-02-29 01:02:03'",
                                new DateTime(2024, 2, 29, 1, 2, 3, 0),
                                "2024-02-29 01:02:03.000"),
                column("datetime(6)", DATETIME)
                        .decimals(6)
                        .length(26)
                        .cell("'0000-00-00 00:00:00'", ZERO)
                        .cell("'0000-00-00 00:00:00.000001'", new DateTime(0, 0, 0, 0, 0, 0, 1))
                        .cell("'2024-02-29 01:02:03.000004'", dateTime(SOME_TIME), SOME_TIME)
                        .cell("'9999-12-31 23:59:59.999999'", dateTime(LAST), LAST));
    }

    static List<ColumnCase> timestamps() {
        return List.of(
                column("timestamp", TIMESTAMP)
                        .decimals(0)
                        .length(19)
                        .cell("'0000-00-00 00:00:00'", new Timestamp(ZERO))
                        .cell("'1970-01-01 00:00:01'", timestamp("1970-01-01T00:00:01"), Instant.ofEpochSecond(1))
                        .cell("'2038-01-19 03:14:07'", timestamp("2038-01-19T03:14:07"), "2038-01-19 03:14:07"),
                column("timestamp(6)", TIMESTAMP)
                        .decimals(6)
                        .length(26)
                        .cell("'2024-02-29 01:02:03.000004'", timestamp(SOME_TIME.toString()), SOME_TIME)
                        .cell("'2038-01-19 03:14:06.999999'", timestamp("2038-01-19T03:14:06.999999")),
                column("timestamp(6)", TIMESTAMP)
                        .on(MARIADB_11_8)
                        .cell(
                                "'2106-02-07 06:28:15.999999'",
                                timestamp("2106-02-07T06:28:15.999999"),
                                Instant.parse("2106-02-07T06:28:15.999999Z")));
    }

    static List<ColumnCase> times() {
        Duration largest = Duration.ofHours(838).plusMinutes(59).plusSeconds(59);
        Duration tiny = Duration.ofNanos(1000);
        return List.of(
                column("time", TIME)
                        .decimals(0)
                        .length(10)
                        .cell("'-838:59:59'", time(largest.negated()), largest.negated())
                        .cell("'-00:00:01'", time(Duration.ofSeconds(-1)), Duration.ofSeconds(-1))
                        .cell("'00:00:00'", time(Duration.ZERO), LocalTime.MIDNIGHT)
                        .cell("'23:59:59'", time(Duration.ofSeconds(86_399)), LocalTime.of(23, 59, 59))
                        .cell("'24:00:00'", time(Duration.ofDays(1)), Duration.ofDays(1))
                        .cell("'100:00:00'", time(Duration.ofHours(100)), "100:00:00")
                        .cell("'838:59:59'", time(largest), largest),
                column("time(3)", TIME)
                        .decimals(3)
                        .cell("'-01:02:03.5'", time(Duration.ofMillis(-3_723_500)), "-01:02:03.500"),
                column("time(6)", TIME)
                        .decimals(6)
                        .cell("'-00:00:00.000001'", time(tiny.negated()), tiny.negated())
                        .cell("'00:00:00.000001'", time(tiny), LocalTime.ofNanoOfDay(1000))
                        .cell("'-838:59:58.999999'", time(tiny.minus(largest)), tiny.minus(largest))
                        .cell("'838:59:59'", time(largest), largest),
                column("time(6)", TIME)
                        .on(MARIADB_10_11, MARIADB_11_8)
                        .length(17)
                        .cell("'838:59:59.999999'", time(longest()), longest())
                        .cell(
                                "'-838:59:59.999999'",
                                time(longest().negated()),
                                longest().negated()),
                column("time(6)", TIME).on(MYSQL_9_7).length(17).cell("'-838:59:59'", time(largest.negated())));
    }

    private static LocalDateTime first() {
        return LocalDateTime.of(1000, 1, 1, 0, 0);
    }

    /** What MariaDB lets a TIME be, a bit more than MySQL does. */
    private static Duration longest() {
        return Duration.ofHours(839).minusNanos(1000);
    }

    private static DateTime dateTime(LocalDateTime time) {
        return new DateTime(
                time.getYear(),
                time.getMonthValue(),
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond(),
                time.getNano() / 1000);
    }

    private static Timestamp timestamp(String text) {
        return new Timestamp(dateTime(LocalDateTime.parse(text)));
    }

    private static TimeValue.Time time(Duration span) {
        return new TimeValue.Time(span);
    }
}
