package io.hansock;

import static io.hansock.GuardedServer.assertRefused;
import static io.hansock.index.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hansock.index.Find;
import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.value.Row;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What docs/safety.md says of what an end user has typed: as a value, a key or a name it is that and nothing else. */
class UntrustedInputIT {
    private static final String DB = "untrusted_it";
    private static final Table<Row> NOTES = Table.of("notes", "word", "body");

    /** From the lowest text on: one that begins with a tab is lower than an empty one, where spaces at the end do not count. */
    private static final Find<Row> EVERY = NOTES.primary().ge("\u0000");

    private static final Table<Row> NUMBERS = Table.of("numbers", "id", "n");

    private static final List<String> TYPED = List.of(
            "7 or 1=1",
            "' or ''='",
            "\\' or 1=1 -- ",
            "x'; drop table notes; --",
            "x\n0\t-\t1\t7\nQ\n",
            "\t\u0000\u0001\u0010@\t",
            "Q",
            "/",
            "%",
            "?",
            "null",
            "\"`",
            "${jndi}");

    @RegisterExtension
    static final GuardedServer guarded = GuardedServer.forTests(builder -> builder);

    private static Hansock client(EveryWire wire) {
        return wire.client(
                guarded,
                DB,
                "create table notes (word varchar(40) collate utf8mb4_bin primary key, body varchar(40) collate utf8mb4_bin)",
                "create table numbers (id int primary key, n int)",
                "insert into numbers values (7, 7), (8, 8)");
    }

    @ParameterizedTest
    @EnumSource
    void whatWasTypedIsAValueAndAKey(EveryWire wire) {
        try (Hansock hansock = client(wire)) {
            for (String typed : TYPED) {
                hansock.insert(Insert.into(NOTES).set("word", typed).set("body", typed));
                assertThat(hansock.update(NOTES.key(typed).set("body", typed))).isEqualTo(1);
            }
            for (String typed : TYPED) {
                assertThat(hansock.findOne(NOTES, typed))
                        .get()
                        .extracting(row -> row.getString("body"))
                        .isEqualTo(typed);
                assertThat(hansock.find(NOTES.primary().in(List.of(typed)))).hasSize(1);
                assertThat(hansock.find(EVERY.where("body", eq(typed)))).hasSize(1);
            }
            assertThat(hansock.find(EVERY)).hasSize(TYPED.size());
            for (String typed : TYPED) {
                assertThat(hansock.delete(NOTES.key(typed))).isTrue();
            }
            assertThat(hansock.find(EVERY)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoNumberIsNoKey(EveryWire wire) {
        try (Hansock hansock = client(wire)) {
            for (String typed : TYPED) {
                assertRefused("value-form", () -> hansock.findOne(NUMBERS, typed));
                assertRefused("value-form", () -> hansock.delete(NUMBERS.key(typed)));
                assertRefused("value-form", () -> hansock.update(NUMBERS.key(7).set("n", typed)));
            }
            assertThat(hansock.find(NUMBERS.primary().ge(0)))
                    .extracting(row -> row.getInt("n"))
                    .containsExactly(7, 8);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNameIsOneOfTheTablesOrRefused(EveryWire wire) {
        try (Hansock hansock = client(wire)) {
            for (String typed : List.of("n from numbers -- ", "n`", "ID", "*", "n) or (1=1", "count(*)")) {
                assertRefused(
                        "unknown-column",
                        () -> hansock.find(NUMBERS.key(7).find().columns(typed)));
                assertRefused(
                        "unknown-column",
                        () -> hansock.find(NUMBERS.primary().ge(0).where(typed, eq(7))));
                assertRefused(
                        "unknown-column", () -> hansock.update(NUMBERS.key(7).set(typed, 1)));
                assertRefused(
                        "unknown-index",
                        () -> hansock.find(NUMBERS.index(typed, "n").eq(7)));
                assertRefused("unknown-table", () -> hansock.findOne(Table.of(typed, "id"), 7));
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> NUMBERS.key(7).find().columns("n\nQ"));
            assertThatIllegalArgumentException().isThrownBy(() -> Table.of("numbers\tPRIMARY", "id"));
            assertThat(hansock.findOne(NUMBERS, 7)).isPresent();
        }
    }
}
