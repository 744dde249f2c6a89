package io.hansock.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Futures of the template: what they come to, and how they are cancelled. */
class TranslatedFutureTest {
    private final CompletableFuture<Integer> source = new CompletableFuture<>();

    private TranslatedFuture<Integer, String> future(Function<Integer, String> mapping) {
        return new TranslatedFuture<>(source, mapping, TranslatedFutureTest::translated, failure -> {});
    }

    private static Throwable translated(Throwable failure) {
        return new IllegalStateException("translated", failure);
    }

    private static Throwable failure(CompletableFuture<?> future) {
        return catchThrowable(future::join);
    }

    @Test
    void theAnswerIsMapped() {
        CompletableFuture<String> future = future(String::valueOf);
        assertThat(future).isNotDone();
        source.complete(7);
        assertThat(future).isCompletedWithValue("7");
    }

    @Test
    void aFailureIsTranslated() {
        CompletableFuture<String> future = future(String::valueOf);
        IllegalArgumentException cause = new IllegalArgumentException("test");
        source.completeExceptionally(cause);
        assertThat(failure(future))
                .isInstanceOf(CompletionException.class)
                .cause()
                .hasMessage("translated")
                .cause()
                .isSameAs(cause);
    }

    @Test
    void whatTheMappingThrowsIsTranslatedToo() {
        for (Throwable thrown : new Throwable[] {new IllegalArgumentException("test"), new AssertionError("test")}) {
            CompletableFuture<String> future = new TranslatedFuture<>(
                    CompletableFuture.completedFuture(7),
                    answer -> {
                        if (thrown instanceof Error error) {
                            throw error;
                        }
                        throw (RuntimeException) thrown;
                    },
                    TranslatedFutureTest::translated,
                    failure -> {});
            assertThat(failure(future)).cause().hasMessage("translated").cause().isSameAs(thrown);
        }
    }

    @Test
    void whatTheTranslationThrowsEndsItAsWell() {
        ArithmeticException thrown = new ArithmeticException("test");
        CompletableFuture<String> future = new TranslatedFuture<>(
                source,
                String::valueOf,
                failure -> {
                    throw thrown;
                },
                failure -> {});
        source.completeExceptionally(new IllegalArgumentException("test"));
        assertThat(future).isDone();
        assertThat(failure(future)).hasCause(thrown);
    }

    @Test
    void cancellingItCancelsTheCommand() {
        CompletableFuture<String> future = future(String::valueOf);
        assertThat(future.cancel(true)).isTrue();
        assertThat(source).isCancelled();
        assertThat(future).isCancelled();
        assertThat(future.cancel(true)).as("again").isTrue();
    }

    @Test
    void aCommandThatIsCancelledCancelsIt() {
        CompletableFuture<String> future = future(String::valueOf);
        source.cancel(false);
        assertThat(future).isCancelled();
        assertThat(failure(future)).isInstanceOf(CancellationException.class);
    }

    @Test
    void whatIsDerivedFromItIsCancelledAlone() {
        CompletableFuture<String> derived = future(String::valueOf).thenApply(text -> text + "!");
        derived.cancel(true);
        assertThat(source).isNotDone();
        assertThat(derived).isNotInstanceOf(TranslatedFuture.class);
    }
}
