package io.hansock;

import static io.hansock.GuardedServer.assertRefused;
import static io.hansock.GuardedServer.ids;
import static io.hansock.index.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.index.Index;
import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.value.Row;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The traps of HandlerSocket that lie in names, keys and values, met through the front door by a client that logs in: each key finds its own row and
 * no other, and each value comes back as it went in.
 */
class KeyTrapsIT {
    @RegisterExtension
    static final GuardedServer server = GuardedServer.forTests(builder -> builder);

    @Test
    void h4_namesKeysAndValuesMayBeginWithQOrASlash() {
        server.table(
                "`Quit`",
                "`Q` varchar(20) primary key, `/` varchar(20), key `Quick` (`/`)",
                "('Q', '/'), ('/', 'Q\\nQ'), ('\\nQ', 'Quit')",
                "Q",
                "/");
        Table<Row> quit = Table.of("Quit", "Q", "/");
        try (Hansock hansock = server.fast()) {
            for (String key : List.of("Q", "/", "\nQ")) {
                assertThat(hansock.findOne(quit, key)).isPresent();
            }
            assertThat(hansock.find(quit.index("Quick", "/").eq("Q\nQ"))).hasSize(1);
            assertThat(hansock.change(quit.key("Q").set("/", "\nQuit\n/"))).isEqualTo(1);
            assertThat(hansock.find(quit.index("Quick", "/").in(List.of("\nQuit\n/", "Quit"))))
                    .hasSize(2);
            assertThat(server.rules()).isEmpty();
        }
    }

    @Test
    void h8_fewerKeyValuesThanColumnsAreNotPadded() {
        Table<Row> t = server.table(
                "padded",
                "id int primary key, a varchar(9), b varchar(9), key ab (a, b)",
                "(1, 'x', ''), (2, 'x', 'y'), (3, '', ''), (4, 'x', null)",
                "id");
        Index<Row> ab = t.index("ab", "a", "b");
        try (Hansock hansock = server.fast()) {
            assertThat(ids(hansock.find(ab.eq("x")))).containsExactly(4, 1, 2);
            assertThat(ids(hansock.find(ab.eq("x", "")))).containsExactly(1);
            assertThat(ids(hansock.find(ab.eq("x").andIn(List.of("y", ""))))).containsExactly(2, 1);
            assertThat(server.rules()).isEmpty();
        }
    }

    @Test
    void h11_noMalformedKeyMeetsAnotherRow() {
        Table<Row> t = server.table(
                "keyed", "id int primary key, n int, key by_n (n)", "(0, 0), (1, 1), (2147483647, 7)", "id", "n");
        Index<Row> byN = t.index("by_n", "n");
        for (Hansock hansock : List.of(server.fast(), server.slow())) {
            try (hansock) {
                for (Object bad :
                        List.of("1abc", "abc", " 1", "+1", "007", "", 1.5, 99_999_999_999L, -2_147_483_649L)) {
                    assertRefused("value-", () -> hansock.findOne(t, bad));
                    assertRefused("value-", () -> hansock.findAll(t, List.of(1, bad)));
                    assertRefused("value-", () -> hansock.find(byN.ge(bad)));
                    assertRefused("value-", () -> hansock.find(byN.in(List.of(1, bad))));
                    assertRefused("value-", () -> hansock.find(byN.ge(1).where("n", eq(bad))));
                    assertRefused("value-", () -> hansock.delete(t.key(bad)));
                    assertRefused("value-", () -> hansock.change(t.key(bad).set("n", 5)));
                }
                assertRefused("not-null", () -> hansock.find(t.primary().eq((Object) null)));
                assertThat(hansock.findOne(t, "1")).isPresent();
            }
        }
        assertThat(server.query("id, n from guarded.keyed order by id"))
                .isEqualTo(List.of(List.of("0", "0"), List.of("1", "1"), List.of("2147483647", "7")));
    }

    @Test
    void h29_typesComeAsTheyAreWhateverTheServersZone() {
        UUID uuid = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
        Table<Row> t = server.table(
                "odd",
                "id int primary key, u uuid, i6 inet6, b bit(10), key by_u (u)",
                "(1, '" + uuid + "', '2001:db8::1', b'1000001010')",
                "id",
                "u",
                "i6",
                "b");
        try (Hansock hansock = server.fast()) {
            assertThat(hansock.findOne(t, 1)).hasValueSatisfying(row -> {
                assertThat(row.get("u", UUID.class)).isEqualTo(uuid);
                assertThat(row.getString("i6")).isEqualTo("2001:db8::1");
                assertThat(row.getInt("b")).isEqualTo(522);
            });
            assertThat(server.rules()).containsExactly("column-type");
            assertThat(hansock.find(t.index("by_u", "u").eq(uuid.toString()).columns("id", "b")))
                    .hasSize(1);
            server.rules();
            assertThat(hansock.find(t.key(1).find().columns("b")).get(0).getInt("b"))
                    .isEqualTo(522);
            assertThat(server.rules()).isEmpty();
        }
    }

    @Test
    void h34_theCollationDecidesAlikeOnBothWires() {
        Table<Row> t = server.table(
                "spelled",
                "id int primary key, ci varchar(9) collate utf8mb4_general_ci, bin varchar(9) collate utf8mb4_bin, key by_ci (ci),"
                        + " key by_bin (bin)",
                "(1, 'Abc', 'Abc'), (2, 'ábc', 'ábc'), (3, 'abc ', 'abc ')",
                "id");
        for (Hansock hansock : List.of(server.fast(), server.slow())) {
            try (hansock) {
                assertThat(ids(hansock.find(t.index("by_ci", "ci").eq("ABC")))).containsExactly(1, 2, 3);
                assertThat(ids(hansock.find(t.index("by_bin", "bin").eq("Abc"))))
                        .containsExactly(1);
                assertThat(ids(hansock.find(t.index("by_bin", "bin").eq("abc"))))
                        .containsExactly(3);
            }
        }
    }

    @Test
    void h35_everyByteIsAKeyAndAValueOfItsOwn() {
        Table<Row> t = server.table("bytes", "k varbinary(300) primary key, v varbinary(300)", "", "k", "v");
        byte[] all = new byte[256];
        try (Hansock fast = server.fast();
                Hansock slow = server.slow()) {
            for (int i = 0; i < all.length; i++) {
                all[i] = (byte) i;
                fast.insert(Insert.into(t).set("k", new byte[] {(byte) i}).set("v", new byte[] {(byte) i, 0}));
            }
            fast.insert(Insert.into(t).set("k", all).set("v", null));
            fast.insert(Insert.into(t).set("k", new byte[0]).set("v", new byte[0]));
            for (Hansock hansock : List.of(fast, slow)) {
                for (int i = 0; i < all.length; i++) {
                    Row row = hansock.findOne(t, (Object) new byte[] {(byte) i}).orElseThrow();
                    assertThat(row.getBytes("v")).containsExactly(i, 0);
                }
                assertThat(hansock.findOne(t, (Object) all).orElseThrow().getBytes("v"))
                        .isNull();
                assertThat(hansock.findOne(t, (Object) new byte[0])
                                .orElseThrow()
                                .getBytes("v"))
                        .isEmpty();
            }
            assertThat(fast.find(t.primary().ge((Object) new byte[0]))).hasSize(258);
            assertThat(server.rules()).isEmpty();
        }
        assertThat(server.query("count(*) from guarded.bytes where length(k) = 1 and v = concat(k, x'00')"))
                .isEqualTo(List.of(List.of("256")));
    }
}
