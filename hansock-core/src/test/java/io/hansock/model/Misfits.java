package io.hansock.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Values that a column does not take, each with the rule that refuses it. */
final class Misfits {
    private static final String TYPE = "value-type";
    private static final String RANGE = "value-range";
    private static final String LENGTH = "value-length";
    private static final String CHARSET = "value-charset";
    private static final String FORM = "value-form";
    private static final String LABEL = "value-label";

    private Misfits() {}

    /** One of them; null where any value that can be a parameter is the server's to judge. */
    static Map.@Nullable Entry<Object, String> draw(Domain<?> domain, Random random) {
        List<Map.Entry<Object, String>> all = of(domain);
        return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
    }

    private static List<Map.Entry<Object, String>> of(Domain<?> domain) {
        if (domain instanceof IntegerDomain integers) {
            return List.of(
                    Map.entry(integers.most().add(BigInteger.ONE), RANGE),
                    Map.entry(integers.least().subtract(BigInteger.ONE), RANGE),
                    Map.entry("1abc", FORM),
                    Map.entry(" 1", FORM),
                    Map.entry("007", FORM),
                    Map.entry("", FORM),
                    Map.entry(1.0, TYPE),
                    Map.entry(LocalDate.EPOCH, TYPE));
        }
        if (domain instanceof DecimalDomain decimal) {
            return List.of(
                    Map.entry(BigDecimal.ONE.movePointLeft(decimal.scale() + 1), RANGE),
                    Map.entry(BigDecimal.ONE.movePointRight(decimal.precision() - decimal.scale()), RANGE),
                    Map.entry("1abc", FORM),
                    Map.entry("1e0", FORM),
                    Map.entry(0.5, TYPE),
                    Map.entry(true, TYPE));
        }
        if (domain instanceof FloatingDomain floating) {
            return floating.isFloat()
                    ? List.of(
                            Map.entry(0.1, RANGE),
                            Map.entry(16777217, RANGE),
                            Map.entry(1e300, RANGE),
                            Map.entry("1abc", FORM))
                    : List.of(Map.entry((1L << 53) + 1, RANGE), Map.entry("", FORM), Map.entry(BigDecimal.ONE, TYPE));
        }
        if (domain instanceof BitDomain bits) {
            return List.of(
                    Map.entry(BigInteger.ONE.shiftLeft(bits.bits()), RANGE),
                    Map.entry(-1, RANGE),
                    Map.entry("1", TYPE));
        }
        if (domain instanceof YearDomain) {
            return List.of(Map.entry(1, RANGE), Map.entry(1900, RANGE), Map.entry(2156, RANGE), Map.entry("24", FORM));
        }
        if (domain instanceof DateTimeDomain times) {
            return of(times);
        }
        if (domain instanceof TimeDomain times) {
            return times.digits() == 0
                    ? List.of(Map.entry(Duration.ofMillis(1500), RANGE), Map.entry("1abc", FORM))
                    : List.of(Map.entry("24:00", FORM), Map.entry(LocalDate.EPOCH, TYPE));
        }
        return ofTextAndBytes(domain);
    }

    private static List<Map.Entry<Object, String>> of(DateTimeDomain times) {
        return switch (times.kind()) {
            case DATE ->
                List.of(
                        Map.entry(LocalDateTime.of(2024, 2, 28, 1, 0), TYPE),
                        Map.entry("2023-02-30", FORM),
                        Map.entry("2024-2-3", FORM),
                        Map.entry(20240228, TYPE));
            case DATETIME ->
                times.digits() == 6
                        ? List.of(Map.entry("2024-02-30 00:00:00.000000", FORM), Map.entry("2024-02-28", FORM))
                        : List.of(Map.entry(LocalDateTime.of(2024, 2, 28, 0, 0, 0, 1000), RANGE));
            case TIMESTAMP ->
                List.of(
                        Map.entry(Instant.EPOCH, RANGE),
                        Map.entry(LocalDate.of(2300, 1, 1), RANGE),
                        Map.entry(Duration.ZERO, TYPE));
        };
    }

    private static List<Map.Entry<Object, String>> ofTextAndBytes(Domain<?> domain) {
        if (domain instanceof TextDomain text) {
            List<Map.Entry<Object, String>> misfits = new ArrayList<>(List.of(Map.entry(5, TYPE)));
            if (text.kind() != TextDomain.Kind.TEXT) {
                misfits.add(Map.entry("aaaaaaa", LENGTH));
            }
            if (text.kind() == TextDomain.Kind.CHAR) {
                misfits.add(Map.entry("a ", FORM));
            }
            if (text.collation().isMapped()) {
                misfits.add(Map.entry("\u1E9E", CHARSET));
            }
            return misfits;
        }
        if (domain instanceof BinaryDomain bytes) {
            return switch (bytes.kind()) {
                case BINARY ->
                    List.of(Map.entry(new byte[3], LENGTH), Map.entry(new byte[5], LENGTH), Map.entry("abcd", TYPE));
                case VARBINARY -> List.of(Map.entry(new byte[5], LENGTH), Map.entry("ab", TYPE));
                case BLOB -> List.of(Map.entry("ab", TYPE));
            };
        }
        if (domain instanceof LabelDomain) {
            return List.of(Map.entry("alpha", LABEL), Map.entry("zeta,none", LABEL), Map.entry(1, TYPE));
        }
        return domain instanceof UuidDomain ? List.of(Map.entry("12345678", FORM), Map.entry(1, TYPE)) : List.of();
    }
}
