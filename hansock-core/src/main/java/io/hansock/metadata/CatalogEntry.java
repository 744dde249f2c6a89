package io.hansock.metadata;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one table of one server. However many ask at the same time, the server is asked once. While the table stays as it
 * is, all readings hold the same metadata object. Safe for any thread.
 */
public final class CatalogEntry {
    /** A reading on its way. */
    private static final class UnderWay {
        private final long began = System.nanoTime();
        private final CompletableFuture<Reading> reading = new CompletableFuture<>();
    }

    private final Supplier<CompletableFuture<Optional<TableMetadata>>> source;
    private volatile @Nullable Reading latest;
    private @Nullable UnderWay underWay;

    /** What began before is not kept, and no longer believed. */
    private volatile long keptFrom = System.nanoTime();

    CatalogEntry(Supplier<CompletableFuture<Optional<TableMetadata>>> source) {
        this.source = source;
    }

    /** The latest reading, whatever has happened since; null if there is none. */
    public @Nullable Reading latest() {
        return latest;
    }

    /** Whether the latest reading is to be believed: definitions may have changed behind it. */
    public boolean isBelieved(Reading reading) {
        return reading.isSince(keptFrom);
    }

    /** A reading that began at that time or later: the latest, one that is under way, or a new one. Its future belongs to the caller. */
    public CompletableFuture<Reading> since(long nanoTime) {
        Reading present = latest;
        if (present != null && present.isSince(nanoTime) && isBelieved(present)) {
            return CompletableFuture.completedFuture(present);
        }
        long believed = keptFrom;
        return joined(believed - nanoTime > 0 ? believed : nanoTime).copy();
    }

    private CompletableFuture<Reading> joined(long nanoTime) {
        UnderWay mine;
        synchronized (this) {
            UnderWay others = underWay;
            if (others != null && others.began - nanoTime >= 0) {
                return others.reading;
            }
            mine = new UnderWay();
            underWay = mine;
        }
        try {
            CompletableFuture<?> unused = source.get().whenComplete((metadata, failure) -> {
                if (failure == null) {
                    ended(mine, keep(metadata.orElse(null), mine.began));
                } else {
                    failed(mine, failure);
                }
            });
        } catch (RuntimeException e) {
            failed(mine, e);
        }
        return mine.reading;
    }

    private void ended(UnderWay mine, Reading read) {
        left(mine);
        mine.reading.complete(read);
    }

    private void failed(UnderWay mine, Throwable failure) {
        left(mine);
        mine.reading.completeExceptionally(failure);
    }

    private synchronized void left(UnderWay mine) {
        if (mine.equals(underWay)) {
            underWay = null;
        }
    }

    /** Readings can end in another order than they began. */
    private synchronized Reading keep(@Nullable TableMetadata metadata, long began) {
        Reading present = latest;
        TableMetadata same =
                present != null && Objects.equals(present.metadata(), metadata) ? present.metadata() : metadata;
        Reading read = new Reading(same, began);
        if (isBelieved(read) && (present == null || read.isSince(present.began()))) {
            latest = read;
        }
        return read;
    }

    /** Has it read again when it is next needed. Calls that are under way go on with what there was. */
    synchronized void forget() {
        keptFrom = System.nanoTime();
    }
}
