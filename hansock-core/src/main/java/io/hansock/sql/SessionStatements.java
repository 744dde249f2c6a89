package io.hansock.sql;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Runs statements that all go over one connection: what {@link SqlSession} and {@link Transaction} have in common. */
public interface SessionStatements extends Statements {
    /**
     * Prepares a statement, unless this connection has it prepared already.
     *
     * @param sql one statement
     * @return the statement, for as long as this session is leased
     */
    Prepared prepare(String sql);

    /**
     * Runs a query whose result the server keeps, and fetches it some rows at a time. Unlike with {@link #stream}, other statements can
     * run on this connection in between.
     *
     * @param fetchRows how many rows to fetch at a time, 1 or more
     * @param sql one statement that answers rows
     * @param parameters one for each {@code ?}
     * @return the rows; to be closed
     */
    RowStream cursor(int fetchRows, String sql, @Nullable Object... parameters);

    /**
     * Runs a {@code LOAD DATA LOCAL INFILE 'name' …}; what the server loads is {@code content}, never a file. The client must allow it.
     * Content that breaks off ends the connection: a table with transactions keeps nothing of it then, another one the rows that it has
     * taken by that moment.
     *
     * @param sql the statement, with the name as a plain literal
     * @param content answers what the server asks for under that name
     * @return what was loaded
     * @throws io.hansock.RefusedException if the server asks for another name; it gets nothing
     * @throws java.io.UncheckedIOException if the content cannot be opened or read to its end
     */
    UpdateResult localInfile(String sql, InfileContent content);

    /**
     * As {@link #localInfile(String, InfileContent)}, for a text.
     *
     * @param sql the statement, with the name as a plain literal
     * @param content is sent in UTF-8
     * @return what was loaded
     */
    default UpdateResult localInfile(String sql, String content) {
        return localInfile(sql, InfileContent.of(content.getBytes(StandardCharsets.UTF_8)));
    }
}
