package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.testing.SqlServer.Kind;
import io.hansock.value.Row;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What takes several statements happens as a whole or not at all, and is refused where no server could undo the half of it. */
class ChangesTogetherIT {
    private static final String DB = "together_it";
    private static final Table<Row> LOOSE = Table.of("loose", "id", "n");
    private static final Table<Row> NUMBERED = Table.of("numbered", "id", "n");

    record Moved(int id, int n) {}

    private static final Table<Moved> MOVED = Table.of("moved", Moved.class);

    private static Hansock client(Kind kind) {
        return CommandFixture.client(
                kind,
                DB,
                "create table loose (id int primary key, n int) engine = myisam",
                "insert into loose values (1, 1), (2, 2)",
                "create table numbered (id int primary key auto_increment, n int) engine = myisam",
                "create trigger numbered_t after insert on numbered for each row"
                        + " signal sqlstate '42S22' set message_text = 'no such thing'",
                "create table moved (id int primary key, n int)",
                "insert into moved values (1, 1)",
                "create trigger moved_t before update on moved for each row set new.id = old.id + 100");
    }

    @ParameterizedTest
    @EnumSource
    void aTableWithoutTransactionsIsChangedRowByRow(Kind kind) {
        List<Consumer<Hansock>> together = List.of(
                hansock -> hansock.change(LOOSE.primary().ge(1).limit(2).set("n", 9)),
                hansock -> hansock.change(LOOSE.primary().ge(1).limit(2).delete()),
                hansock -> hansock.change(LOOSE.key(1).set("n", 9).returningOld()),
                hansock -> hansock.incrementAndGet(LOOSE.key(1), "n", 1),
                hansock -> hansock.async()
                        .incrementAndGet(LOOSE.key(1), "n", 1)
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join());
        try (Hansock hansock = client(kind)) {
            for (Consumer<Hansock> change : together) {
                assertThatExceptionOfType(RefusedException.class)
                        .isThrownBy(() -> unwrapped(change, hansock))
                        .matches(e -> e.rule().equals("no-transactions"))
                        .withMessageContaining("loose");
            }
            assertThat(hansock.find(LOOSE.primary().ge(0)))
                    .extracting(row -> row.getInt("n"))
                    .containsExactly(1, 2);
            assertThat(hansock.change(LOOSE.key(1).increment("n", 4))).isEqualTo(1);
            hansock.upsert(LOOSE.key(2).upsert().set("n", 6));
            hansock.insert(Insert.into(LOOSE).set("id", 3).set("n", 7));
            assertThat(hansock.find(LOOSE.primary().ge(0)))
                    .extracting(row -> row.getInt("n"))
                    .containsExactly(5, 6, 7);
        }
    }

    private static void unwrapped(Consumer<Hansock> change, Hansock hansock) {
        try {
            change.accept(hansock);
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    /** Its trigger refuses it with what otherwise says that a table is no more what it was, when the row is already there for good. */
    @ParameterizedTest
    @EnumSource
    void aRefusalThatUndoesNothingIsNotAskedForTwice(Kind kind) {
        try (Hansock hansock = client(kind)) {
            assertThat(hansock.find(NUMBERED.primary().ge(0))).isEmpty();
            await().pollDelay(Duration.ofMillis(200)).until(() -> true);
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> hansock.insert(Insert.into(NUMBERED).set("n", 1)));
            assertThat(hansock.find(NUMBERED.primary().ge(0))).hasSizeLessThan(2);
        }
    }

    /** The row cannot be answered as it is then, so it must stay as it was. */
    @ParameterizedTest
    @EnumSource
    void aSumThatCannotBeReadBackIsUndone(Kind kind) {
        try (Hansock hansock = client(kind)) {
            assertThatExceptionOfType(ResultException.class)
                    .isThrownBy(() -> hansock.incrementAndGet(MOVED.key(1), "n", 1))
                    .withMessageContaining("moved");
            assertThatExceptionOfType(ResultException.class)
                    .isThrownBy(() -> hansock.incrementAndGet(MOVED.key(1).increment("n", 1)));
            assertThat(hansock.find(MOVED.primary().ge(0))).containsExactly(new Moved(1, 1));
        }
    }
}
