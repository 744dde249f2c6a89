package io.hansock.model;

import io.hansock.value.Row;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;

/** MariaDB's UUID. They differ in the last digits alone: by which others are ordered is the server's affair. */
record UuidDomain() implements Domain<UUID> {
    private static final long HIGH = 0x1234_5678_9abc_4defL;
    private static final long LOW = 0x8000_0000_0000_0000L;

    @Override
    public String type(Dialect dialect) {
        return "uuid";
    }

    @Override
    public int compare(UUID one, UUID other) {
        return Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }

    @Override
    public UUID draw(Random random) {
        return new UUID(HIGH, LOW + random.nextInt(9));
    }

    @Override
    public Object parameter(UUID value, Random random) {
        return random.nextBoolean() ? value : value.toString();
    }

    @Override
    public UUID of(Object parameter) {
        return parameter instanceof UUID uuid ? uuid : UUID.fromString((String) parameter);
    }

    @Override
    public UUID read(Row row, int position) {
        return Objects.requireNonNull(row.getUuid(position));
    }

    @Override
    public String literal(UUID value) {
        return "'" + value + "'";
    }

    @Override
    public boolean isPlain() {
        return false;
    }

    @Override
    public boolean isMariaDbs() {
        return true;
    }
}
