package io.hansock.mysql;

/**
 * A statement to be run.
 *
 * @param <T> what is made of the answer
 */
final class StatementRequest<T> implements Request<T> {
    private final String sql;
    private final Parameters parameters;
    private final AnswerReader<T> answer;
    private final boolean prepares;

    /** A statement that is prepared if it has parameters. */
    StatementRequest(String sql, Parameters parameters, AnswerReader<T> answer) {
        this(sql, parameters, answer, parameters.count() > 0);
    }

    private StatementRequest(String sql, Parameters parameters, AnswerReader<T> answer, boolean prepares) {
        this.sql = sql;
        this.parameters = parameters;
        this.answer = answer;
        this.prepares = prepares;
    }

    /** A statement that is prepared in any case. */
    static <T> StatementRequest<T> prepared(String sql, Parameters parameters, AnswerReader<T> answer) {
        return new StatementRequest<>(sql, parameters, answer, true);
    }

    @Override
    public Conversation<T> on(MysqlConnection connection) {
        return prepares
                ? new StatementRun<>(connection, sql, parameters, answer)
                : new TextRun<>(connection, sql, answer);
    }

    @Override
    public boolean isRepeatable() {
        return !parameters.hasStreams();
    }
}
