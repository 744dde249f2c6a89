package io.hansock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ServerException;
import io.hansock.mysql.StatementExchange;
import io.hansock.mysql.StatementExchange.Following;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpsertStepsTest {
    private final ServerException duplicate = refusal(1062, ServerException.Kind.DUPLICATE_KEY);
    private final List<String> said = new ArrayList<>();

    /** What comes of the answer to what was said last. */
    private Following latest = (count, refusal) -> null;

    private Function<Following, StatementExchange> saying(String word) {
        return following -> {
            said.add(word);
            latest = following;
            return StatementExchange.update(word, List.of());
        };
    }

    private static ServerException refusal(int code, ServerException.Kind kind) {
        return new ServerException("east", code, "23000", kind, "", "");
    }

    @BeforeEach
    void begin() {
        assertThat(new UpsertSteps(saying("update"), saying("insert")).first()).isNotNull();
    }

    @Test
    void aRowThatIsThereIsUpdated() {
        assertThat(latest.after(1, null)).isNull();
        assertThat(said).containsExactly("update");
    }

    @Test
    void aRowThatComesInBetweenIsUpdated() {
        assertThat(latest.after(0, null)).isNotNull();
        assertThat(latest.after(0, duplicate)).isNotNull();
        assertThat(latest.after(1, null)).isNull();
        assertThat(said).containsExactly("update", "insert", "update");
    }

    /** The row that came in between is updated into another one's way: to say that again would go on for ever. */
    @Test
    void anUpdateThatIsRefusedIsRefusedAlsoBehindAnInsert() {
        assertThat(latest.after(0, null)).isNotNull();
        assertThat(latest.after(0, duplicate)).isNotNull();
        assertThatThrownBy(() -> latest.after(0, duplicate)).isSameAs(duplicate);
    }

    @Test
    void anInsertThatIsRefusedForAnotherReasonIsRefused() {
        ServerException noParent = refusal(1452, ServerException.Kind.FOREIGN_KEY);
        assertThat(latest.after(0, null)).isNotNull();
        assertThatThrownBy(() -> latest.after(0, noParent)).isSameAs(noParent);
    }

    @Test
    void aRowThatComesAndGoesIsGivenUp() {
        for (int i = 0; i < 3; i++) {
            assertThat(latest.after(0, null)).isNotNull();
            assertThat(latest.after(0, duplicate)).isNotNull();
        }
        assertThatThrownBy(() -> latest.after(0, null)).isSameAs(duplicate);
    }
}
