package io.hansock.batch;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How an execution ended. What became of each batch says {@link Batch#failure()}, of each command {@link Batch#replies()}.
 *
 * @param result the whole in a word
 * @param done how many batches have all their replies
 * @param failed how many have not, for whatever reason
 * @param pollingError why waiting failed, null unless {@link Result#POLLING_FAILED}
 */
public record Execution(
        Result result, int done, int failed, @Nullable IOException pollingError) {
    /** The whole in a word; the first that applies, from the last to the first. */
    public enum Result {
        /** Every batch has all its replies. */
        ALL_DONE,
        /** A batch has not, because of its server or its connection. */
        SOME_FAILED,
        /** A batch had not when the time was over. */
        TIMED_OUT,
        /** Waiting itself failed. */
        POLLING_FAILED
    }

    /** {@return whether every batch has all its replies} */
    public boolean allDone() {
        return result == Result.ALL_DONE;
    }
}
