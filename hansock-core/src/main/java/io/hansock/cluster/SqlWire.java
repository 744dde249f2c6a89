package io.hansock.cluster;

import io.hansock.ChannelLostException;
import io.hansock.ConfigurationException;
import io.hansock.Outcome;
import io.hansock.guard.GuardPolicy;
import io.hansock.guard.TableGuard;
import io.hansock.index.Change;
import io.hansock.index.Find;
import io.hansock.index.Insert;
import io.hansock.index.ReturningOld;
import io.hansock.index.Table;
import io.hansock.index.Upsert;
import io.hansock.metadata.TableCatalog;
import io.hansock.mysql.StatementExchange;
import io.hansock.statement.Statement;
import io.hansock.statement.Statements;
import io.hansock.statement.TableStatements;
import io.hansock.statement.UpsertStatements;
import io.hansock.wire.CommandWire;
import io.hansock.wire.KeyFinds;
import io.hansock.wire.PerTable;
import io.hansock.wire.WireExchange;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns commands into prepared statements for one server, by what its catalog knows of the tables. What it does not know yet it has to
 * {@link #learn} first. Safe for any thread.
 */
final class SqlWire implements CommandWire {
    private final String server;
    private final @Nullable String defaultDatabase;
    private final TableCatalog catalog;
    private final PerTable<KnownTable> tables;

    /**
     * Asks nothing yet.
     *
     * @param unread told when it cannot be read what a table is
     */
    SqlWire(String server, @Nullable String defaultDatabase, TableCatalog catalog, Consumer<Throwable> unread) {
        this.server = server;
        this.defaultDatabase = defaultDatabase;
        this.catalog = catalog;
        this.tables = new PerTable<>(
                table -> new KnownTable(server, table, catalog.table(database(table), table.name()), unread));
    }

    /** The wire of a lane that the guard has chosen because HandlerSocket has no such command. */
    static SqlWire of(Lane lane) {
        return of(lane.wire());
    }

    /** The same. */
    static SqlWire of(CommandWire wire) {
        if (wire instanceof SqlWire sql) {
            return sql;
        }
        throw new IllegalStateException("a command that HandlerSocket does not have");
    }

    /** Whether commands of that table can be made into statements. */
    boolean knows(Table<?> table) {
        return table(table).isKnown();
    }

    /** Ends, however that went, when the server was asked at that time or later, and not long ago, what the table is. */
    CompletableFuture<?> learn(Table<?> table, long since) {
        return table(table).learn(since);
    }

    /** Says that definitions have changed: what tables are is asked anew before the next call for them. */
    void forgetTables() {
        catalog.forget();
    }

    /** Whether reading it again could tell anything else of the table: it was not read just now. */
    boolean isOld(Table<?> table) {
        return table(table).isOld();
    }

    /** Says that what is known of the table may be wrong; false if it has only just been read. */
    boolean doubt(Table<?> table) {
        return table(table).doubt();
    }

    /** Whether what is refused in the table leaves nothing done; false if that is not known. */
    boolean undoesRefused(Table<?> table) {
        return table(table).undoesRefused();
    }

    /** Says that a call has waited in vain for that, which {@link #learn} has answered. */
    void waitedInVain(Table<?> table, CompletableFuture<?> reading) {
        table(table).waitedInVain(reading);
    }

    /** Whether what is known of the table is new enough to ask HandlerSocket, or to write, by it; or, for reads, what is newer is not to be had. */
    boolean isFresh(Table<?> table, boolean write) {
        return table(table).isFresh(write);
    }

    /** Whether what is known of the table was read at that time or later. */
    boolean isReadSince(Table<?> table, long nanoTime) {
        return table(table).isReadSince(nanoTime);
    }

    /** The rules of a table, as it is as far as is known. */
    TableGuard guard(Table<?> table, GuardPolicy policy) {
        return table(table).guard(policy);
    }

    /** The statements of a table, as it is as far as is known. */
    TableStatements statements(Table<?> table) {
        return table(table).statements();
    }

    private KnownTable table(Table<?> table) {
        return tables.of(table);
    }

    private String database(Table<?> table) {
        return table.database().orElseGet(() -> {
            if (defaultDatabase == null) {
                throw new ConfigurationException(
                        "table " + table + " names no database and the client has no default one; set either");
            }
            return defaultDatabase;
        });
    }

    @Override
    public KeyFinds keyFinds(Table<?> table) {
        return table(table).keyFinds();
    }

    @Override
    public WireExchange find(Find<?> find) {
        Statement statement = statements(find.table()).find(find);
        return StatementExchange.query(statement.sql(), statement.parameters());
    }

    @Override
    public WireExchange findEach(Find<?> like, List<? extends List<? extends @Nullable Object>> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no keys to find");
        }
        Statements each = statements(like.table()).findEach(like, keys);
        return StatementExchange.queries(each.sql(), each.parameterSets());
    }

    @Override
    public WireExchange insert(Insert<?> insert) {
        TableStatements statements = statements(insert.table());
        Statement statement = statements.insert(insert);
        return written(
                statements.generatesId(insert)
                        ? StatementExchange.insert(statement.sql(), statement.parameters())
                        : StatementExchange.update(statement.sql(), statement.parameters()),
                statements);
    }

    private static StatementExchange written(StatementExchange write, TableStatements statements) {
        return statements.table().undoesRefused() ? write.undoneIfRefused() : write;
    }

    /** An upsert: the first of its steps. */
    WireExchange upsert(Upsert<?> upsert) {
        TableStatements statements = statements(upsert.table());
        UpsertStatements steps = statements.upsert(upsert);
        return new UpsertSteps(
                        following -> step(steps.update(), statements).followedBy(following),
                        following -> step(steps.insert(), statements).followedBy(following))
                .first();
    }

    /** A change of one row; others take a session of their own. */
    @Override
    public WireExchange change(Change<?> change) {
        TableStatements statements = statements(change.table());
        if (!statements.isOfOne(change)) {
            throw new ChannelLostException(
                    server,
                    Outcome.NOTHING_SENT,
                    "HandlerSocket was lost; over SQL this change is to begin anew",
                    null);
        }
        return step(statements.changeOfOne(change), statements);
    }

    private static StatementExchange step(Statement statement, TableStatements statements) {
        return written(StatementExchange.update(statement.sql(), statement.parameters()), statements);
    }

    @Override
    public WireExchange returningOld(ReturningOld<?> command) {
        throw new ChannelLostException(
                server, Outcome.NOTHING_SENT, "HandlerSocket was lost; over SQL this change is to begin anew", null);
    }
}
