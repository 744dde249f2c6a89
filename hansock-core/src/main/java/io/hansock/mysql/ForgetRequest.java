package io.hansock.mysql;

/** Has the server forget a statement, when it is the caller's turn. The ping is there for an answer to wait for. */
final class ForgetRequest implements Request<Boolean> {
    private final String sql;

    ForgetRequest(String sql) {
        this.sql = sql;
    }

    @Override
    public Conversation<Boolean> on(MysqlConnection connection) {
        connection.statements().close(sql);
        return SessionCommands.ping().on(connection);
    }
}
