package io.hansock.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hansock.Hansock;
import io.hansock.ServerSettings;
import io.hansock.spring.observation.DefaultHansockObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The observation of a future ends with the answer: what the caller does with that is the caller's own time. */
@ExtendWith(OutputCaptureExtension.class)
class ObservedFuturesTest {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> answer = new CompletableFuture<>();
    private final TestObservationRegistry observations = TestObservationRegistry.create();
    private final Hansock hansock =
            Hansock.builder().server(ServerSettings.of("east", "127.0.0.1")).build();
    private CompletableFuture<String> future = new CompletableFuture<>();

    /** Is told of all observations. */
    private abstract static class Handler implements ObservationHandler<Observation.Context> {
        @Override
        public final boolean supportsContext(Observation.Context context) {
            return true;
        }
    }

    private void begin(Handler first) {
        observations.observationConfig().observationHandler(first);
        begin();
    }

    private void begin() {
        observations.observationConfig().observationHandler(new Handler() {
            @Override
            public void onError(Observation.Context context) {
                assertThat(context.getError()).isNotNull();
                events.add("failed: " + context.getError().getClass().getSimpleName());
            }

            @Override
            public void onStop(Observation.Context context) {
                events.add("stopped");
            }
        });
        future = new TemplateCalls(
                        hansock,
                        TemplateSettings.DEFAULTS.observations(observations, new DefaultHansockObservationConvention()))
                .ownLater("transaction", () -> answer);
        var unused = future.whenComplete((result, failure) -> events.add("the caller's own"));
    }

    @AfterEach
    void close() {
        hansock.close();
    }

    @Test
    void anAnswer() {
        begin();
        answer.complete("7");
        assertThat(events).containsExactly("stopped", "the caller's own");
        assertThat(future).isCompletedWithValue("7");
    }

    @Test
    void anAnswerThatIsThereAtOnce() {
        answer.complete("7");
        begin();
        assertThat(events).containsExactly("stopped", "the caller's own");
    }

    @Test
    void aHandlerThatThrowsKeepsNoAnswerBack(CapturedOutput output) {
        begin(new Handler() {
            @Override
            public void onStop(Observation.Context context) {
                throw new IllegalStateException("test");
            }
        });
        answer.complete("7");
        assertThat(future).isCompletedWithValue("7");
        assertThat(events).contains("the caller's own");
        assertThat(output).contains("an observation could not be ended");
    }

    @Test
    void aHandlerOfFailuresThatThrowsLeavesNoObservationOpen(CapturedOutput output) {
        begin(new Handler() {
            @Override
            public void onError(Observation.Context context) {
                throw new IllegalStateException("test");
            }
        });
        answer.completeExceptionally(new IllegalArgumentException("test"));
        assertThat(events).containsSubsequence("stopped", "the caller's own");
        assertThat(future).isCompletedExceptionally();
        assertThat(output).contains("an observation could not be ended");
    }

    @Test
    void aHandlerOfScopesThatThrowsKeepsNoFutureBack(CapturedOutput output) {
        begin(new Handler() {
            @Override
            public void onScopeClosed(Observation.Context context) {
                throw new IllegalStateException("test");
            }
        });
        answer.complete("7");
        assertThat(future).isCompletedWithValue("7");
        assertThat(events).containsExactly("stopped", "the caller's own");
        assertThat(output).contains("an observation could not be ended");
    }

    @Test
    void aFailure() {
        begin();
        answer.completeExceptionally(new IllegalArgumentException("test"));
        assertThat(events).containsExactly("failed: IllegalArgumentException", "stopped", "the caller's own");
    }

    @Test
    void aCallerWhoGivesUp() {
        begin();
        assertThat(future.cancel(true)).isTrue();
        assertThat(answer).isCancelled();
        assertThat(events)
                .containsExactly(
                        "failed: " + CancellationException.class.getSimpleName(), "stopped", "the caller's own");
    }

    @Test
    void aCallerWhoDoesNotWaitAnyLonger() {
        begin();
        assertThat(future.orTimeout(1, TimeUnit.MILLISECONDS))
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(TimeoutException.class);
        answer.complete("late");
        await().untilAsserted(() -> assertThat(events)
                .containsExactly("failed: " + TimeoutException.class.getSimpleName(), "stopped", "the caller's own"));
    }
}
