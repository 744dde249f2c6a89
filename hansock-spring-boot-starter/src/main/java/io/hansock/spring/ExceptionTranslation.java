package io.hansock.spring;

import io.hansock.HansockException;

/**
 * What the client's exceptions become when a {@link HansockTemplate} throws them: {@link HansockExceptionTranslator}, unless Spring's data access
 * exceptions are absent. Safe for any thread.
 */
@FunctionalInterface
public interface ExceptionTranslation {
    /** Leaves them as they are. */
    ExceptionTranslation NONE = exception -> exception;

    /**
     * {@return what is thrown}
     *
     * @param exception what the client threw
     */
    RuntimeException translate(HansockException exception);
}
