package io.hansock.mysql;

import io.hansock.HansockException;
import io.hansock.ServerException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request that is asked once it is known that the transaction which it belongs to is still open.
 *
 * @param <T> the result
 * @param request what is asked
 * @param refusal what is thrown in its place in a transaction of Hansock's own that the server has undone
 */
record Settled<T>(Request<T> request, Function<ServerException, RuntimeException> refusal) implements Request<T> {
    /** One of the transaction's or session's user. */
    static <T> Request<T> statement(Request<T> request) {
        return new Settled<>(request, TransactionWords::undone);
    }

    /** What commits, or fails by what has undone the transaction. */
    static Request<Boolean> commit() {
        return new Settled<>(TransactionWords.commit(), undoneBy -> undoneBy);
    }

    @Override
    public Conversation<T> on(MysqlConnection connection) {
        TransactionFate fate = connection.state().fate();
        return fate.doubt() == null && fate.refusesFor() == null ? request.on(connection) : new Run<>(connection, this);
    }

    @Override
    public boolean isRepeatable() {
        return request.isRepeatable();
    }

    @Override
    public boolean endsTransaction() {
        return request.endsTransaction();
    }

    private static final class Run<T> implements Conversation<T> {
        private final MysqlConnection connection;
        private final Settled<T> settled;
        private @Nullable Doubt doubt;
        private @Nullable Conversation<T> conversation;
        private boolean answered;

        Run(MysqlConnection connection, Settled<T> settled) {
            this.connection = connection;
            this.settled = settled;
        }

        @Override
        public CommandExchange begin() {
            if (connection.state().fate().doubt() == null) {
                return beginIt();
            }
            Doubt asking = new Doubt(connection);
            doubt = asking;
            return asking.begin();
        }

        private CommandExchange beginIt() {
            doubt = null;
            ServerException undoneBy = connection.state().fate().refusesFor();
            if (undoneBy != null) {
                throw settled.refusal().apply(undoneBy);
            }
            Conversation<T> begun = settled.request().on(connection);
            conversation = begun;
            return begun.begin();
        }

        @Override
        public @Nullable CommandExchange next(CommandExchange exchange) {
            Doubt asking = doubt;
            if (asking != null) {
                CommandExchange more = asking.next(exchange);
                return more == null ? beginIt() : more;
            }
            answered = true;
            return begun().next(exchange);
        }

        private Conversation<T> begun() {
            Conversation<T> present = conversation;
            if (present == null) {
                throw new IllegalStateException("asked before it began");
            }
            return present;
        }

        /** What was answered before is no part of it. */
        @Override
        public boolean hasDoneNothing() {
            return !answered || begun().hasDoneNothing();
        }

        @Override
        public HansockException told(HansockException problem) {
            Conversation<T> present = conversation;
            return present == null ? problem : present.told(problem);
        }

        @Override
        public void abandon() {
            Conversation<T> present = conversation;
            if (present != null) {
                present.abandon();
            }
        }

        @Override
        public T result() {
            return begun().result();
        }
    }
}
