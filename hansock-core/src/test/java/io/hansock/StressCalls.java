package io.hansock;

import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** How one caller makes its calls. For one thread. */
interface StressCalls {
    /** A command, said either way. */
    record Ask<T>(Function<Hansock, T> sync, Function<HansockAsync, CompletableFuture<T>> async) {}

    /** What became of a call. */
    sealed interface Result<T> {
        /** It was answered. */
        record Answer<T>(T value) implements Result<T> {}

        /** It was not, and this is known of it. */
        record NoAnswer<T>(Outcome outcome) implements Result<T> {}
    }

    /** Makes a call, synchronous or asynchronous by chance. */
    <T> Result<T> make(Ask<T> ask);

    /** Calls that nothing disturbs: each is answered. */
    record Undisturbed(Hansock hansock, Random random) implements StressCalls {
        private static final long HANG_SECONDS = 60;

        @Override
        public <T> Result<T> make(Ask<T> ask) {
            if (random.nextBoolean()) {
                return new Result.Answer<>(ask.sync().apply(hansock));
            }
            try {
                return new Result.Answer<>(ask.async().apply(hansock.async()).get(HANG_SECONDS, TimeUnit.SECONDS));
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                throw new AssertionError("an undisturbed future", e);
            }
        }
    }
}
