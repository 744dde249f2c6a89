package io.hansock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A future of what several servers answer: where its mapper runs, and how it is given up. */
class LaterEveryServerQueryTest {
    private final List<Runnable> callbacks = new ArrayList<>();
    private final CompletableFuture<Integer> one = new CompletableFuture<>();
    private final CompletableFuture<Integer> other = new CompletableFuture<>();

    private CompletableFuture<List<Integer>> joined() {
        return joined(answers -> answers);
    }

    private CompletableFuture<List<Integer>> joined(Function<List<Integer>, List<Integer>> mapper) {
        return LaterEveryServerQuery.joined(List.of(one, other), mapper, callbacks::add);
    }

    @Test
    void theMapperRunsWithTheCallbacksThoughAllAnswersAreThereAlready() throws Exception {
        one.complete(1);
        other.complete(2);
        CompletableFuture<List<Integer>> all = joined();
        assertThat(all).as("the caller goes on").isNotDone();
        callbacks.forEach(Runnable::run);
        assertThat(all.get(1, TimeUnit.SECONDS)).containsExactly(1, 2);
    }

    @Test
    void cancellingItGivesUpWhatEachServerIsAsked() {
        CompletableFuture<List<Integer>> all = joined();
        one.complete(1);
        assertThat(all.cancel(false)).isTrue();
        assertThat(other).isCancelled();
        assertThat(callbacks).as("nobody wants it mapped").isEmpty();
    }

    @Test
    void whatIsCancelledBeforeItIsMappedIsNotMapped() {
        one.complete(1);
        other.complete(2);
        List<Integer> mapped = new ArrayList<>();
        CompletableFuture<List<Integer>> all = joined(answers -> {
            mapped.addAll(answers);
            return answers;
        });
        all.cancel(false);
        assertThat(callbacks).hasSize(1);
        callbacks.forEach(Runnable::run);
        assertThat(mapped).isEmpty();
        assertThat(all).isCancelled();
    }

    @Test
    void oneFailureEndsItAndTheOthers() {
        CompletableFuture<List<Integer>> all = joined();
        one.completeExceptionally(new IllegalStateException("down"));
        assertThat(other).isCancelled();
        assertThatThrownBy(() -> all.get(1, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("down");
    }

    @Test
    void aMapperThatThrowsFailsItAlone() {
        one.complete(1);
        other.complete(2);
        CompletableFuture<List<Integer>> all = joined(answers -> {
            throw new IllegalStateException("unmapped");
        });
        callbacks.forEach(Runnable::run);
        assertThatThrownBy(() -> all.get(1, TimeUnit.SECONDS)).hasRootCauseMessage("unmapped");
    }
}
