package io.hansock.cluster;

import io.hansock.ChannelLostException;
import io.hansock.HansockException;
import io.hansock.Outcome;
import io.hansock.RefusedException;
import io.hansock.guard.GuardPolicy;
import io.hansock.guard.TableGuard;
import io.hansock.index.KeyMatch;
import io.hansock.index.Table;
import io.hansock.metadata.CatalogEntry;
import io.hansock.metadata.Reading;
import io.hansock.metadata.TableMetadata;
import io.hansock.mysql.KeyFindExchange;
import io.hansock.mysql.KeySelect;
import io.hansock.mysql.StatementExchange;
import io.hansock.statement.KeyQuery;
import io.hansock.statement.TableStatements;
import io.hansock.wire.KeyFinds;
import io.hansock.wire.WireExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A declared table and what one server says of it. What is older than some seconds is read again beside the callers, who go on with what
 * there is. Safe for any thread.
 */
final class KnownTable {
    private static final Logger LOG = LoggerFactory.getLogger(KnownTable.class);

    /**
     * Whoever would go by older knowledge waits for newer, as long as the server can be asked and the call may wait: HandlerSocket would end of
     * a view that has taken a table's place (trap H1), and a write would meet other rows by a primary key that is another by now.
     */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Read again beside the callers, so that none of them has to wait. */
    private static final long RENEWED_NANOS = FRESH_NANOS / 2;

    /** A table that is not there may be there soon. */
    private static final long MISSING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** After a reading that has failed none begins beside the callers for so long: each may be an attempt to connect. */
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final String server;
    private final Table<?> table;
    private final CatalogEntry entry;
    private final Consumer<Throwable> unread;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile @Nullable Known known;
    private volatile @Nullable TableGuard guard;
    private volatile @Nullable Reading doubted;
    private volatile @Nullable Throwable problem;
    private volatile long failedAt = System.nanoTime() - RETRY_NANOS;

    /** For which a call has waited in vain. */
    private volatile @Nullable CompletableFuture<?> late;

    /** What follows from one reading. */
    private record Known(TableMetadata metadata, TableStatements statements, KeyFinds keyFinds) {}

    KnownTable(String server, Table<?> table, CatalogEntry entry, Consumer<Throwable> unread) {
        this.server = server;
        this.table = table;
        this.entry = entry;
        this.unread = unread;
    }

    boolean isKnown() {
        Reading latest = entry.latest();
        return latest != null
                && entry.isBelieved(latest)
                && !latest.isSame(doubted)
                && (latest.metadata() != null || latest.isSince(System.nanoTime() - MISSING_NANOS));
    }

    /** Whether reading it again could tell anything else: it was not read just now. */
    boolean isOld() {
        return isOld(entry.latest());
    }

    private static boolean isOld(@Nullable Reading latest) {
        return latest != null && !latest.isSince(System.nanoTime() - MISSING_NANOS);
    }

    /** Says that it may be wrong, for all; false if it has only just been read. */
    boolean doubt() {
        Reading latest = entry.latest();
        if (!isOld(latest)) {
            return false;
        }
        doubted = latest;
        return true;
    }

    /** Whether what is refused leaves nothing done, whatever fires; false if that is not known, or doubted. */
    boolean undoesRefused() {
        Reading latest = entry.latest();
        TableMetadata metadata = latest == null || latest.isSame(doubted) ? null : latest.metadata();
        return metadata != null && metadata.undoesRefused();
    }

    /**
     * Whether that is new enough to ask HandlerSocket, or to write, by it. Where one call has waited long for newer knowledge, and went on without
     * it, other reads do not wait as well while that is still to come; each write does.
     */
    boolean isFresh(boolean write) {
        Reading latest = entry.latest();
        return latest != null && (latest.isSince(System.nanoTime() - FRESH_NANOS) || (!write && isLate()));
    }

    private boolean isLate() {
        CompletableFuture<?> awaited = late;
        return awaited != null && !awaited.isDone();
    }

    /** A call has waited long for what {@link #learn} has answered, and goes on without. */
    void waitedInVain(CompletableFuture<?> reading) {
        late = reading;
    }

    /** Whether that was read at that time or later. */
    boolean isReadSince(long nanoTime) {
        Reading latest = entry.latest();
        return latest != null && latest.isSince(nanoTime);
    }

    /** The rules of the table, as it is as far as is known. */
    TableGuard guard(GuardPolicy policy) {
        TableMetadata metadata = known().metadata();
        TableGuard present = guard;
        if (present == null || !present.isOf(metadata, policy)) {
            present = new TableGuard(metadata, policy);
            guard = present;
        }
        return present;
    }

    /** Ends, however that went, when the server was asked at that time or later, and not long ago. */
    CompletableFuture<?> learn(long since) {
        long notLongAgo = System.nanoTime() - MISSING_NANOS;
        return entry.since(since - notLongAgo > 0 ? since : notLongAgo).handle((reading, failure) -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            problem = cause;
            if (cause != null) {
                LOG.debug("{}: cannot read what table {} is", server, table, cause);
                failedAt = System.nanoTime();
                unread.accept(cause);
            }
            return cause == null;
        });
    }

    TableStatements statements() {
        return known().statements();
    }

    KeyFinds keyFinds() {
        return known().keyFinds();
    }

    private Known known() {
        Reading latest = entry.latest();
        if (latest == null) {
            throw unknown();
        }
        TableMetadata metadata = latest.metadata();
        if (metadata == null) {
            throw new RefusedException(
                    server,
                    "unknown-table",
                    "table " + table
                            + ": there is none, or this user may not see it; names count upper and lower case");
        }
        if (!latest.isSince(System.nanoTime() - RENEWED_NANOS)) {
            refresh();
        }
        Known present = known;
        if (present == null || !present.metadata.equals(metadata)) {
            TableStatements statements = new TableStatements(metadata);
            present = new Known(metadata, statements, ByPrimaryKey.of(table, statements.keyQuery(table)));
            known = present;
        }
        return present;
    }

    private void refresh() {
        if (System.nanoTime() - failedAt >= RETRY_NANOS && refreshing.compareAndSet(false, true)) {
            CompletableFuture<?> unused =
                    learn(System.nanoTime() - MISSING_NANOS).whenComplete((any, failure) -> refreshing.set(false));
        }
    }

    private HansockException unknown() {
        Throwable why = problem;
        String words = why instanceof HansockException said ? ": " + said.getMessage() : "";
        return new ChannelLostException(
                server, Outcome.NOTHING_SENT, "it is not known what table " + table + " is" + words, why);
    }

    /**
     * Finds by primary key, all but the key worked out.
     *
     * @param several how several keys can be asked for by one statement; null where they cannot
     */
    private record ByPrimaryKey(
            Table<?> table, KeyQuery query, @Nullable KeySelect several) implements KeyFinds {
        static ByPrimaryKey of(Table<?> table, KeyQuery query) {
            KeyQuery.Several text = query.several();
            return new ByPrimaryKey(
                    table,
                    query,
                    text == null ? null : new KeySelect(query.sql(), text.sql(), text.keys(), text.keyColumn()));
        }

        @Override
        public WireExchange find(Object... key) {
            List<Object> parameters = query.parameters(checked(key));
            return several != null && parameters.get(0) instanceof Long number
                    ? KeyFindExchange.find(several, number)
                    : StatementExchange.query(query.sql(), parameters);
        }

        @Override
        public WireExchange findEach(List<?> keys) {
            List<List<Object>> sets = new ArrayList<>(keys.size());
            List<Long> numbers = new ArrayList<>(keys.size());
            for (Object key : keys) {
                List<Object> parameters = query.parameters(checked(KeyFinds.parts(key)));
                sets.add(parameters);
                if (parameters.get(0) instanceof Long number) {
                    numbers.add(number);
                }
            }
            return several != null && numbers.size() == sets.size()
                    ? KeyFindExchange.findEach(several, numbers)
                    : StatementExchange.queries(query.sql(), sets);
        }

        private Object[] checked(Object[] key) {
            if (key.length == table.primary().columns().size() && arePlain(key)) {
                return key;
            }
            return ((KeyMatch.Compare) table.key(key).find().match()).parts().toArray();
        }

        /** Whether there is nothing to check beforehand, as there is with most keys. */
        private static boolean arePlain(@Nullable Object[] key) {
            for (Object part : key) {
                if (!(part instanceof Long || part instanceof Integer)) {
                    return false;
                }
            }
            return true;
        }
    }
}
