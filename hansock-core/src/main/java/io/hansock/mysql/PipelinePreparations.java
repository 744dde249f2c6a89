package io.hansock.mysql;

import io.hansock.ServerException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the statements of a pipeline are prepared as, on the connection that it runs on. For the connection's owner. */
final class PipelinePreparations {
    private final MysqlConnection connection;
    private final List<? extends PipelinedStatement<?>> statements;

    /** By their text; null for what is still to be prepared. What cannot be prepared is not in it any more. */
    private final Map<String, @Nullable ServerStatement> prepared = new LinkedHashMap<>();

    private List<String> asked = List.of();

    /** What the server no longer knew in the answers that are being read, and what has been prepared again because of that. */
    private final Set<String> forgotten = new HashSet<>();

    private final Set<String> preparedAnew = new HashSet<>();

    /** What the server has refused as unknown, and knows. */
    private final Set<String> stillKnown = new HashSet<>();

    private boolean madeRoom;

    PipelinePreparations(MysqlConnection connection, List<? extends PipelinedStatement<?>> statements) {
        this.connection = connection;
        this.statements = statements;
    }

    /** Marks as in use what is prepared already. */
    void begin() {
        for (PipelinedStatement<?> statement : statements) {
            if (statement.isPrepared() && !prepared.containsKey(statement.sql)) {
                ServerStatement known = connection.statements().find(statement.sql, statement.parameters);
                prepared.put(statement.sql, known);
                if (known != null) {
                    known.uses++;
                    refuseOthersThan(known);
                }
            }
        }
    }

    /** What to have prepared next, at most so many; none if all is. */
    List<String> ask(int most) {
        List<String> open = new ArrayList<>();
        prepared.forEach((sql, statement) -> {
            if (statement == null && open.size() < most) {
                open.add(sql);
            }
        });
        asked = open;
        if (!open.isEmpty()) {
            connection.statements().makeRoom(open.size());
        }
        return open;
    }

    boolean isComplete() {
        return !prepared.containsValue(null);
    }

    /** Reads the answers to what was asked, of which the reader is at the first. */
    void read(ReplyReader reader, Sequences sequences) {
        ServerException noRoom = null;
        for (String sql : asked) {
            if (!sql.equals(asked.get(0))) {
                reader.nextAnswer(sequences.next());
            }
            try {
                ServerStatement fresh = reader.prepared(sql);
                connection.statements().add(fresh);
                fresh.uses++;
                prepared.put(sql, fresh);
                refuseOthersThan(fresh);
            } catch (ServerException e) {
                if (StatementCache.isFull(e) && !madeRoom) {
                    noRoom = e;
                } else {
                    fail(sql, e);
                }
            }
        }
        if (noRoom != null) {
            makeRoom(noRoom);
        }
    }

    /** Once: what was not prepared for lack of it is prepared again, if anything could give way. */
    private void makeRoom(ServerException noRoom) {
        madeRoom = true;
        if (connection.statements().giveWay()) {
            return;
        }
        for (String sql : asked) {
            if (prepared.containsKey(sql) && prepared.get(sql) == null) {
                fail(sql, noRoom);
            }
        }
    }

    private void fail(String sql, ServerException why) {
        prepared.remove(sql);
        for (PipelinedStatement<?> statement : statements) {
            if (statement.isPrepared() && statement.sql.equals(sql) && !statement.hasEnded()) {
                statement.fail(why);
            }
        }
    }

    /** Ends what has another number of parameters than its statement. */
    private void refuseOthersThan(ServerStatement known) {
        for (PipelinedStatement<?> statement : statements) {
            int given = statement.parameters.count();
            if (statement.isPrepared() && statement.sql.equals(known.sql) && given != known.parameterCount) {
                statement.fail(Parameters.wrongCount(known.parameterCount, given));
            }
        }
    }

    /** What a statement is prepared as; null for one without parameters. */
    @Nullable
    ServerStatement of(PipelinedStatement<?> statement) {
        return statement.isPrepared() ? prepared.get(statement.sql) : null;
    }

    /** Whether what was prepared takes its parameters for what they are. */
    boolean takes(PipelinedStatement<?> statement) {
        ServerStatement known = of(statement);
        return known == null || known.takes(statement.parameters);
    }

    /**
     * Whether a statement may have been refused because the server wants it prepared again, and may be executed then, unless the server
     * {@linkplain #readWhetherKnown still knows it}. A second time that is the answer.
     */
    boolean noteForgotten(ServerException refusal, String sql) {
        if (!StatementCache.isForgotten(refusal)) {
            return false;
        }
        forgotten.add(sql);
        return (StatementCache.isUnknown(refusal) || StatementCache.mayBeginAnew(refusal, sql))
                && !preparedAnew.contains(sql);
    }

    /** Of which of these the server is to be asked whether it knows them, each once. */
    List<ServerStatement> askWhetherKnown(List<PipelinedStatement<?>> refused) {
        Map<String, ServerStatement> unknown = new LinkedHashMap<>();
        for (PipelinedStatement<?> one : refused) {
            ServerStatement former = prepared.get(one.sql);
            if (former != null && one.failure() instanceof ServerException e && StatementCache.isUnknown(e)) {
                unknown.put(one.sql, former);
            }
        }
        asked = List.copyOf(unknown.keySet());
        stillKnown.clear();
        return List.copyOf(unknown.values());
    }

    /** Reads the answers to that, of which the reader is at the first. */
    void readWhetherKnown(ReplyReader reader, Sequences sequences) {
        for (String sql : asked) {
            if (!sql.equals(asked.get(0))) {
                reader.nextAnswer(sequences.next());
            }
            if (!StatementCache.hasForgotten(reader)) {
                stillKnown.add(sql);
            }
        }
    }

    /** Whether that statement was executed, and refused by something that it did. */
    boolean isStillKnown(PipelinedStatement<?> refused) {
        return stillKnown.contains(refused.sql);
    }

    /** All answers are in: has prepared again what was forgotten, as far as it is still to be executed. */
    void forget() {
        for (String sql : forgotten) {
            preparedAnew.add(sql);
            forget(sql);
            if (statements.stream().noneMatch(one -> one.isPrepared() && one.sql.equals(sql) && !one.hasEnded())) {
                prepared.remove(sql);
            }
        }
        forgotten.clear();
    }

    /** Has it prepared again; nothing on its way names it. */
    void forget(String sql) {
        ServerStatement former = prepared.put(sql, null);
        if (former != null) {
            former.uses--;
            connection.statements().close(former);
        }
    }

    /** The pipeline is over. */
    void end() {
        for (ServerStatement statement : prepared.values()) {
            if (statement != null) {
                statement.uses--;
                connection.statements().executed(statement);
            }
        }
        connection.statements().makeRoom(0);
    }
}
