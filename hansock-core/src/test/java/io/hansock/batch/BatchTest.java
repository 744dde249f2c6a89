package io.hansock.batch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ConfigurationException;
import io.hansock.RefusedException;
import io.hansock.buffer.ByteWriter;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTest {
    private final Batch batch = new Batch();

    @Test
    void commandsMayBeWrittenInPieces() {
        batch.write("1\t=\t1\t", 0).write(-7).write("\n", 1).write("\n\n".getBytes(ISO_8859_1), 2);
        assertThat(batch.commands()).isEqualTo(3);
        assertThat(batch.begin())
                .singleElement()
                .satisfies(one -> assertThat(one.lines()).isEqualTo(3));
    }

    @Test
    void linesMustBeAsManyAsCommands() {
        refused("batch-lines", () -> new Batch().write("a\n", 2).requireComplete());
        refused("batch-lines", () -> new Batch().write("a\nb\n", 1).requireComplete());
        refused("batch-lines", () -> new Batch().write("a", 1).requireComplete());
        refused("batch-lines", () -> new Batch().write("a\nb", 1).requireComplete());
        new Batch().requireComplete();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Q\n", "Qualifies\n", "/\n", "1\t=\n/", "1\nQ\n2\n", "\nQ"})
    @DisplayName("H4: no line may begin with Q or a slash, wherever it begins")
    void h4_forbiddenLines(String bytes) {
        refused("raw-line", () -> batch.write(bytes, 1));
        refused("raw-line", () -> new Batch().write("1\n", 1).write(bytes, 1));
        assertThat(batch.commands()).isZero();
        batch.requireComplete();
    }

    @Test
    @DisplayName("H4: within a line both are legal, also where a piece begins")
    void h4_withinALine() {
        batch.write("1\tQ/\n", 1).write("2", 0).write("Q", 0).write("/\n", 1).requireComplete();
        Batch split = new Batch().write("1\n", 1);
        refused("raw-line", () -> split.write("Q", 0));
    }

    @Test
    void typedCommandsAreTheProtocolsLines() {
        batch.openIndex(3, "db", "t", "PRIMARY", List.of("id", "s"), List.of("s"))
                .find(3, Selection.eq(1))
                .find(3, Selection.of(Operator.GE, "a\t", null).limit(10).offset(2))
                .insert(3, 1, null)
                .update(3, Selection.eq(1), 2, "")
                .increment(3, Selection.of(Operator.LT, 9).limit(5), -1L, null)
                .delete(3, Selection.of(Operator.LE, 9));
        assertThat(batch.commands()).isEqualTo(7);
        assertThat(text(batch).lines())
                .containsExactly(
                        "P\t3\tdb\tt\tPRIMARY\tid,s\ts",
                        "3\t=\t1\t1\t1\t0",
                        "3\t>=\t2\ta\u0001I\t\u0000\t10\t2",
                        "3\t+\t2\t1\t\u0000",
                        "3\t=\t1\t1\t1\t0\tU\t2\t",
                        "3\t<\t1\t9\t5\t0\t+\t-1\t\u0000",
                        "3\t<=\t1\t9\t1\t0\tD");
    }

    @Test
    @DisplayName("H7, H8, H9: as many values as columns, or nothing is written")
    void h7_valuesAreCounted() {
        batch.openIndex(0, "db", "t", "PRIMARY", "a", "b");
        refused("value-count", () -> batch.update(0, Selection.eq(1), 1));
        refused("value-count", () -> batch.insert(0, 1, 2, 3));
        refused("value-count", () -> batch.increment(0, Selection.eq(1), 1L));
        refused("value-count", () -> batch.update(1, Selection.eq(1), 1));
        assertThat(batch.commands()).isEqualTo(1);
        batch.reset();
        assertThat(text(batch.update(0, Selection.eq(1), 1, 2))).isEqualTo("0\t=\t1\t1\t1\t0\tU\t1\t2\n");
    }

    @Test
    void whatTheServerWouldMisreadIsRefusedAndLeavesNothingBehind() {
        refused("index-id", () -> batch.openIndex(256, "db", "t", "PRIMARY", "a"));
        refused("index-id", () -> batch.find(-1, Selection.eq(1)));
        refused("identifier", () -> batch.openIndex(0, "db", "t\tx", "PRIMARY", "a"));
        refused("identifier", () -> batch.openIndex(0, "db", "t", "PRI\n", "a"));
        refused("identifier", () -> batch.openIndex(0, "db", "#mysql50#t", "PRIMARY", "a"));
        refused("identifier", () -> batch.openIndex(0, "#MySQL50#db", "t", "PRIMARY", "a"));
        refused("identifier", () -> batch.openIndex(0, "d\0b", "t", "PRIMARY", "a"));
        refused("identifier", () -> batch.openIndex(0, "db", "t", "PRIMARY", "a,b"));
        refused("system-schema", () -> batch.openIndex(0, "mysql", "t", "PRIMARY", "a"));
        refused("limit", () -> batch.find(0, Selection.eq(1).limit(0)));
        refused(
                "limit",
                () -> batch.find(0, Selection.eq(1).limit(Integer.MAX_VALUE).offset(1)));
        refused("key-parts", () -> batch.find(0, Selection.eq()));
        assertThat(text(batch)).isEmpty();
    }

    @Test
    void aTypedCommandDoesNotContinueALine() {
        batch.write("1\t=", 0);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> batch.find(0, Selection.eq(1)));
    }

    @Test
    void onceExecutedItIsReusableOnlyWhenReset() {
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(batch::replies);
        batch.write("1\n", 1).begin();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> batch.write("1\n", 1));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> batch.find(0, Selection.eq(1)));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(batch::requireComplete);
        batch.reset();
        assertThat(batch.commands()).isZero();
        assertThat(text(batch.write("2\n", 1))).isEqualTo("2\n");
    }

    @Test
    void whatIsHandedOverIsNotTouchedByWhatIsWrittenLater() {
        BatchExchange sending = batch.write("first\n", 1).begin().get(0);
        batch.reset();
        batch.write("other\n", 1);
        ByteWriter out = new ByteWriter(0, 1 << 10);
        assertThat(sending.encode(out, () -> null)).isTrue();
        assertThat(new String(out.toByteArray(), ISO_8859_1)).isEqualTo("first\n");
    }

    @Test
    void aLongBatchIsCutIntoExchangesOfWholeLines() {
        String line = "1\t=\t1\t" + "x".repeat(1_000) + "\n";
        for (int i = 0; i < 1_000; i++) {
            batch.write(line, 1);
        }
        batch.write("1\t=\t1\t" + "y".repeat(1 << 20) + "\n", 1);
        List<BatchExchange> cut = batch.begin();
        assertThat(cut).hasSizeBetween(17, 18);
        assertThat(cut.stream().mapToInt(BatchExchange::lines).sum()).isEqualTo(1_001);
        assertThat(cut.get(cut.size() - 1).lines()).isEqualTo(1);
    }

    @Test
    void valuesAndKeysStayOutOfLogs() {
        assertThat(Selection.eq("s3cr3t")).asString().doesNotContain("s3cr3t");
        assertThat(batch.write("s3cr3t\n", 1)).asString().doesNotContain("s3cr3t");
    }

    @Test
    void connectionsAreNamedInEveryForm() {
        Map.of(
                        "db", "db:9998",
                        "db:9999", "db:9999",
                        "10.0.0.1", "10.0.0.1:9998",
                        "[::1]", "[::1]:9998",
                        "[fe80::1%eth0]:1", "[fe80::1%eth0]:1",
                        "/run/hs.sock", "/run/hs.sock")
                .forEach((target, name) -> {
                    try (Connection connection = Connection.to(target)) {
                        assertThat(connection).hasToString(name);
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":9998",
                "db:",
                "db:0",
                "db:65536",
                "db:99999999999",
                "db:-1",
                "db:x",
                "::1",
                "[::1",
                "[]:1",
                "[::1]9998",
                "db:1:2"
            })
    void whatIsNoServerIsRefused(String target) {
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> Connection.to(target));
    }

    @Test
    void aSecretIsPrintable() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Connection.to("db", "a b"))
                .withMessageNotContaining("a b");
        assertThat(Connection.to("db", "s3cr3t")).asString().doesNotContain("s3cr3t");
    }

    private static String text(Batch batch) {
        ByteWriter out = new ByteWriter(0, 1 << 24);
        for (BatchExchange exchange : batch.begin()) {
            boolean whole = exchange.encode(out, () -> null);
            assertThat(whole).isTrue();
        }
        return new String(out.toByteArray(), ISO_8859_1);
    }

    private static void refused(String rule, ThrowingCallable call) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.rule()).isEqualTo(rule));
    }
}
