package io.hansock.spring;

import io.hansock.Hansock;
import io.hansock.sql.Statements;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** SQL on one server: as part of the transaction that is active, or each statement for itself. */
final class TemplateSql implements SqlOperations {
    private final Hansock hansock;
    private final String server;
    private final TemplateCalls calls;

    TemplateSql(Hansock hansock, String server, TemplateCalls calls) {
        this.hansock = hansock;
        this.server = server;
        this.calls = calls;
    }

    @Override
    public <T extends @Nullable Object> T execute(Function<? super Statements, T> call) {
        return calls.sql("sql", () -> call.apply(statements()));
    }

    private Statements statements() {
        BoundTransaction transaction = BoundTransaction.active(hansock);
        return transaction == null ? hansock.sql().on(server) : transaction.statements(server);
    }
}
