package io.hansock.sql;

/** What one statement answers: rows, or what it has changed. */
public sealed interface SqlResult permits QueryResult, UpdateResult {
    /** {@return how many warnings the server has about the statement, 0 to 65535; {@code SHOW WARNINGS} lists them} */
    int warnings();
}
