package io.hansock.net;

import io.hansock.ChannelLostException;
import io.hansock.ConfigurationException;
import io.hansock.HansockException;
import io.hansock.Outcome;
import io.hansock.ProtocolException;
import io.hansock.ResultException;
import io.hansock.ServerException;
import org.jspecify.annotations.Nullable;

/**
 * Why a channel ended or an exchange was given up, kept until an owner turns it into an exception with a stack of its own, of the
 * kind that its cause has. Kinds that are about one call, never about a connection, end a channel as anything unforeseen does.
 */
record Failure(String server, String message, @Nullable Throwable cause) {
    HansockException toException(Outcome outcome) {
        if (cause instanceof ProtocolException) {
            return new ProtocolException(server, message, cause);
        }
        if (cause instanceof ServerException refused) {
            return refused.again();
        }
        if (cause instanceof ConfigurationException forbidden) {
            return forbidden.again();
        }
        if (cause instanceof ResultException tooLarge) {
            return new ResultException(tooLarge.kind(), server + ": " + message);
        }
        return new ChannelLostException(server, outcome, message, cause);
    }
}
