package io.hansock.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever becomes of one thing, the others are done, and no failure is lost. */
class ToTheLastTest {
    private final List<String> done = new ArrayList<>();

    private Runnable failing(String name, Throwable failure) {
        return () -> {
            done.add(name);
            ToTheLast.raise(failure);
        };
    }

    @Test
    void allIsDoneAndTheFirstFailureIsThrownWithTheOthers() {
        IllegalStateException first = new IllegalStateException("first");
        AssertionError second = new AssertionError("second");
        assertThatThrownBy(() ->
                        ToTheLast.run(List.of(failing("one", first), () -> done.add("two"), failing("three", second))))
                .isSameAs(first)
                .hasSuppressedException(second);
        assertThat(done).containsExactly("one", "two", "three");
    }

    @Test
    void anErrorIsThrownAsItIs() {
        AssertionError error = new AssertionError("an error");
        assertThatThrownBy(() -> ToTheLast.run(List.of(failing("one", error)))).isSameAs(error);
        assertThatThrownBy(() -> ToTheLast.raise(error)).isSameAs(error);
    }

    @Test
    void whereNothingFailsNothingIsThrown() {
        assertThatCode(() -> ToTheLast.run(List.of(() -> done.add("one")))).doesNotThrowAnyException();
        assertThatCode(() -> ToTheLast.raise(null)).doesNotThrowAnyException();
    }

    /** As a constant of an application is: it cannot be suppressed in itself. */
    @Test
    void oneFailureMayEndSeveral() {
        IllegalStateException shared = new IllegalStateException("shared");
        assertThatThrownBy(() -> ToTheLast.run(List.of(failing("one", shared), failing("two", shared))))
                .isSameAs(shared)
                .hasNoSuppressedExceptions();
        assertThat(done).containsExactly("one", "two");
        ToTheLast.runAfter(shared, List.of(failing("three", shared)));
        assertThat(shared.getSuppressed()).isEmpty();
    }
}
