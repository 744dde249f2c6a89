package io.hansock.spring;

import io.hansock.HansockException;
import org.springframework.dao.UncategorizedDataAccessException;

/** A failure that none of Spring's own exceptions describes, such as an interrupted call. The cause says more. */
public final class HansockSystemException extends UncategorizedDataAccessException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates one.
     *
     * @param message the cause's message
     * @param cause what Hansock threw
     */
    public HansockSystemException(String message, HansockException cause) {
        super(message, cause);
    }
}
