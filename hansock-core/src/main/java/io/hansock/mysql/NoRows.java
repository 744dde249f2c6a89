package io.hansock.mysql;

import io.hansock.ResultException;

/** What is said of a statement that was to answer rows and did not. Stateless. */
final class NoRows {
    private NoRows() {}

    static ResultException streamed() {
        return new ResultException(
                ResultException.Kind.OTHER_RESULT,
                "the statement answers no rows; what it did is done; update(…) takes it");
    }
}
