package io.hansock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ServerException;
import io.hansock.mysql.Script.Line;
import io.hansock.sql.UpdateResult;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class UpsertScriptTest {
    private static final Line UPDATE = new Line("update", List.of());
    private static final Line INSERT = new Line("insert", List.of());
    private static final UpdateResult NONE = new UpdateResult(0, OptionalLong.empty(), 0, "");
    private static final UpdateResult ONE = new UpdateResult(1, OptionalLong.empty(), 0, "");
    private final ServerException duplicate =
            new ServerException("east", 1062, "23000", ServerException.Kind.DUPLICATE_KEY, "", "");

    private final UpsertScript script = new UpsertScript(UPDATE, INSERT);

    @Test
    void aRowThatComesInBetweenIsUpdated() {
        assertThat(script.next(null)).isEqualTo(UPDATE);
        assertThat(script.next(NONE)).isEqualTo(INSERT);
        assertThat(script.refused(duplicate)).isEqualTo(UPDATE);
        assertThat(script.next(ONE)).isNull();
    }

    /** The row that came in between is updated into another one's way: to say that again would go on for ever. */
    @Test
    void anUpdateThatIsRefusedIsRefusedAlsoBehindAnInsert() {
        script.next(null);
        script.next(NONE);
        assertThat(script.refused(duplicate)).isEqualTo(UPDATE);
        assertThatThrownBy(() -> script.refused(duplicate)).isSameAs(duplicate);
    }

    @Test
    void aRowThatComesAndGoesIsGivenUp() {
        script.next(null);
        for (int i = 0; i < 3; i++) {
            assertThat(script.next(NONE)).isEqualTo(INSERT);
            assertThat(script.refused(duplicate)).isEqualTo(UPDATE);
        }
        assertThatThrownBy(() -> script.next(NONE)).isSameAs(duplicate);
    }
}
