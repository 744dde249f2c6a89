package io.hansock.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.testing.SqlServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The model compares text as servers do, in every collation that it knows. */
class CollationIT {
    @ParameterizedTest
    @EnumSource
    void textsCompareAsOnTheServer(SqlServer.Kind kind) {
        SqlServer server = SqlServer.shared(kind);
        Dialect dialect = kind.isMariaDb() ? Dialect.MARIADB : Dialect.MYSQL;
        for (Collation collation : Collation.values()) {
            List<String> texts = texts(collation);
            String declaration = collation.declaration(dialect);
            List<String> rows = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                rows.add("(" + i + ", _utf8mb4 x'"
                        + HexFormat.of().formatHex(texts.get(i).getBytes(StandardCharsets.UTF_8)) + "')");
            }
            server.admin(
                    "create database if not exists collation_it",
                    "use collation_it",
                    "drop table if exists texts",
                    "create table texts (id int primary key, t varchar(9) " + declaration + ")",
                    "insert into texts values " + String.join(", ", rows));
            List<List<@Nullable String>> pairs =
                    server.query("select a.id, b.id, case when a.t < b.t then -1 when a.t = b.t then 0 else 1 end"
                            + " from collation_it.texts a join collation_it.texts b");
            assertThat(pairs).hasSize(texts.size() * texts.size());
            for (List<@Nullable String> pair : pairs) {
                String one = texts.get(Integer.parseInt(pair.get(0)));
                String other = texts.get(Integer.parseInt(pair.get(1)));
                assertThat(Integer.signum(collation.compare(one, other)))
                        .as("%s: %s and %s", collation, hex(one), hex(other))
                        .isEqualTo(Integer.parseInt(pair.get(2)));
            }
        }
    }

    /** Why the model draws no such texts: what is found depends on whether the server takes the index. */
    @ParameterizedTest
    @EnumSource
    void onlyMySqlOrdersCharWithoutPaddingInOneWay(SqlServer.Kind kind) {
        SqlServer server = SqlServer.shared(kind);
        Dialect dialect = kind.isMariaDb() ? Dialect.MARIADB : Dialect.MYSQL;
        server.admin(
                "create database if not exists collation_it",
                "use collation_it",
                "drop table if exists chars",
                "create table chars (id int primary key, c char(6) " + Collation.NO_PAD_BIN.declaration(dialect)
                        + ", key c (c))",
                "insert into chars values (1, 'a'), (2, concat('a', char(9))), (3, 'a!')");
        String behind = "select id from collation_it.chars %s index (c) where c > 'a' order by id";
        boolean inOneWay = server.query(behind.formatted("force")).equals(server.query(behind.formatted("ignore")));
        assertThat(inOneWay).isEqualTo(!kind.isMariaDb());
    }

    /** All of at most one character, and all of each character between two others. */
    private static List<String> texts(Collation collation) {
        List<String> texts = new ArrayList<>(List.of(""));
        for (String one : collation.alphabet()) {
            texts.add(one);
            texts.add("a" + one);
            texts.add("a" + one + "A");
            texts.add(one + " ");
        }
        return texts;
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
