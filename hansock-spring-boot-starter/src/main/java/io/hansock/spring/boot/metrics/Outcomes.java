package io.hansock.spring.boot.metrics;

import io.hansock.ChannelLostException;
import io.hansock.ConfigurationException;
import io.hansock.DeadlineException;
import io.hansock.HansockInterruptedException;
import io.hansock.OverloadedException;
import io.hansock.ProtocolException;
import io.hansock.RefusedException;
import io.hansock.ResultException;
import io.hansock.ServerException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** What became of a command, in one of few words. Stateless. */
final class Outcomes {
    private Outcomes() {}

    static String of(@Nullable Throwable failure) {
        if (failure == null) {
            return "success";
        }
        if (failure instanceof ServerException refusal) {
            return refusal.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        if (failure instanceof ChannelLostException) {
            return "channel-lost";
        }
        if (failure instanceof DeadlineException) {
            return "deadline";
        }
        if (failure instanceof OverloadedException) {
            return "overloaded";
        }
        if (failure instanceof RefusedException) {
            return "refused";
        }
        if (failure instanceof ResultException) {
            return "result";
        }
        if (failure instanceof ProtocolException) {
            return "protocol";
        }
        if (failure instanceof HansockInterruptedException) {
            return "interrupted";
        }
        if (failure instanceof CancellationException) {
            return "cancelled";
        }
        return failure instanceof ConfigurationException ? "configuration" : "application";
    }
}
