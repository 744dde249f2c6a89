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
    /** A reading on its way, and when it began. */
    private record UnderWay(long began, CompletableFuture<Reading> reading) {}

    private final Supplier<CompletableFuture<Optional<TableMetadata>>> source;
    private volatile @Nullable Reading latest;
    private @Nullable UnderWay underWay;

    /** What began before is not kept. */
    private long keptFrom = System.nanoTime();

    CatalogEntry(Supplier<CompletableFuture<Optional<TableMetadata>>> source) {
        this.source = source;
    }

    /** The latest reading; null if there is none. */
    public @Nullable Reading latest() {
        return latest;
    }

    /** A reading that began at that time or later: the latest, one that is under way, or a new one. Its future belongs to the caller. */
    public CompletableFuture<Reading> since(long nanoTime) {
        Reading present = latest;
        if (present != null && present.isSince(nanoTime)) {
            return CompletableFuture.completedFuture(present);
        }
        return joined(nanoTime).copy();
    }

    private CompletableFuture<Reading> joined(long nanoTime) {
        CompletableFuture<Reading> reading = new CompletableFuture<>();
        UnderWay mine;
        synchronized (this) {
            UnderWay others = underWay;
            if (others != null && others.began() - nanoTime >= 0) {
                return others.reading();
            }
            mine = new UnderWay(System.nanoTime(), reading);
            underWay = mine;
        }
        begin(mine);
        return reading;
    }

    private void begin(UnderWay mine) {
        CompletableFuture<Optional<TableMetadata>> answer;
        try {
            answer = source.get();
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenComplete((metadata, failure) -> {
            Reading read = failure == null ? keep(metadata.orElse(null), mine.began()) : null;
            synchronized (this) {
                if (underWay == mine) {
                    underWay = null;
                }
            }
            if (read == null) {
                mine.reading().completeExceptionally(failure);
            } else {
                mine.reading().complete(read);
            }
        });
    }

    /** Readings can end in another order than they began. */
    private synchronized Reading keep(@Nullable TableMetadata metadata, long began) {
        Reading present = latest;
        TableMetadata same = present != null && Objects.equals(present.metadata(), metadata) ? present.metadata() : metadata;
        Reading read = new Reading(same, began);
        if (read.isSince(present == null ? keptFrom : present.began())) {
            latest = read;
        }
        return read;
    }

    /** Has it read again when it is next needed. */
    synchronized void forget() {
        keptFrom = System.nanoTime();
        latest = null;
    }
}
