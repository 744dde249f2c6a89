package io.hansock.sample;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.OverloadedException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** Tells a server that does not answer from one that does, if only with a refusal. */
final class Silence {
    private Silence() {}

    /** The server that did not answer, by what Hansock or its template threw; empty if that is about something else. */
    static Optional<String> of(@Nullable Throwable thrown) {
        Throwable own = thrown instanceof DataAccessException translated ? translated.getCause() : thrown;
        return own instanceof ChannelLostException
                        || own instanceof DeadlineException
                        || own instanceof OverloadedException
                ? Optional.ofNullable(((HansockException) own).server())
                : Optional.empty();
    }
}
