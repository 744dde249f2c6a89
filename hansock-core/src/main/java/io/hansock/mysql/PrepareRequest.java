package io.hansock.mysql;

import org.jspecify.annotations.Nullable;

/** Has a statement prepared, if the connection has not; answers how many parameters it takes. */
final class PrepareRequest implements Request<Integer> {
    private final String sql;

    PrepareRequest(String sql) {
        this.sql = sql;
    }

    @Override
    public Conversation<Integer> on(MysqlConnection connection) {
        return new Preparation(connection, sql);
    }

    private static final class Preparation implements Conversation<Integer> {
        private final MysqlConnection connection;
        private final String sql;
        private int sequence;
        private boolean isKnown;
        private @Nullable ServerStatement statement;

        Preparation(MysqlConnection connection, String sql) {
            this.connection = connection;
            this.sql = sql;
        }

        @Override
        public CommandExchange begin() {
            connection.state().requireCharset(connection.server());
            statement = connection.statements().find(sql);
            isKnown = statement != null;
            if (isKnown) {
                sequence = Command.ping(connection.request());
                connection.framer().await(Expected.OK, sequence);
            } else {
                connection.statements().makeRoom();
                sequence = Command.prepare(connection.request(), sql);
                connection.framer().await(Expected.PREPARE, sequence);
            }
            return connection.exchange();
        }

        @Override
        public @Nullable CommandExchange next(CommandExchange answered) {
            ReplyReader reader = connection.reader();
            reader.start(answered, sequence);
            if (isKnown) {
                reader.ok();
            } else {
                ServerStatement fresh = reader.prepared(sql);
                connection.statements().add(fresh);
                statement = fresh;
            }
            return null;
        }

        @Override
        public Integer result() {
            return Conversation.present(statement).parameterCount;
        }
    }
}
