package io.hansock.cluster;

import io.hansock.mysql.MysqlConnection;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A connection of a pool, and what the pool knows of it. Its fields change under the pool's lock, or in its only user's hands. */
final class PooledConnection {
    final MysqlConnection connection;
    final long replaceAt;
    long idleSince;
    long leasedAt;

    /** Where it was leased by somebody who may forget to give it back; null for a single statement, which does not. */
    @Nullable
    Throwable leasedBy;

    boolean complained;

    PooledConnection(MysqlConnection connection, long maxAgeNanos) {
        this.connection = connection;
        // clients that start together need not connect together ever after
        long early = maxAgeNanos / 10;
        this.replaceAt = System.nanoTime()
                + maxAgeNanos
                - (early > 0 ? ThreadLocalRandom.current().nextLong(early) : 0);
    }

    boolean isOld(long now) {
        return now - replaceAt >= 0;
    }
}
