package io.hansock.model;

import io.hansock.value.Row;
import java.time.Year;
import java.util.Random;

/** YEAR. */
record YearDomain() implements Domain<Integer> {
    private static final int[] YEARS = {0, 1901, 1999, 2024, 2025, 2155};

    @Override
    public String type(Dialect dialect) {
        return "year";
    }

    @Override
    public int compare(Integer one, Integer other) {
        return one.compareTo(other);
    }

    @Override
    public Integer draw(Random random) {
        return YEARS[random.nextInt(YEARS.length)];
    }

    @Override
    public Object parameter(Integer value, Random random) {
        return random.nextBoolean() ? Year.of(value) : value;
    }

    @Override
    public Integer of(Object parameter) {
        return parameter instanceof Year year ? year.getValue() : ((Number) parameter).intValue();
    }

    @Override
    public Integer read(Row row, int position) {
        return row.getInt(position);
    }

    /** Text: the number 0 would be the year 2000 to some. */
    @Override
    public String literal(Integer value) {
        return "'%04d'".formatted(value);
    }

    /** The text {@code 0} is the year 2000, where the number is the year 0. */
    @Override
    public boolean isPlain() {
        return false;
    }
}
