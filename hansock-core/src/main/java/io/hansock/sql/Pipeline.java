package io.hansock.sql;

import org.jspecify.annotations.Nullable;

/** Takes statements that do not depend on each other. For one thread, until {@link Statements#pipeline} goes on. */
public interface Pipeline {
    /**
     * The answer to one of the statements, there once {@link Statements#pipeline} has returned.
     *
     * @param <T> what the answer is
     */
    interface Answer<T> {
        /**
         * {@return the answer}
         *
         * @throws io.hansock.HansockException if there is none
         * @throws IllegalStateException before the pipeline was run
         */
        T get();
    }

    /**
     * Adds a statement that answers rows.
     *
     * @param sql one statement
     * @param parameters one for each {@code ?}
     * @return where its rows will be
     */
    Answer<QueryResult> query(String sql, @Nullable Object... parameters);

    /**
     * Adds a statement that answers no rows.
     *
     * @param sql one statement
     * @param parameters one for each {@code ?}
     * @return where its result will be
     */
    Answer<UpdateResult> update(String sql, @Nullable Object... parameters);
}
