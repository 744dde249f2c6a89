package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.index.Index;
import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.index.Target;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.testing.Servers;
import io.hansock.value.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys over servers, lists of many keys, merging: what only shows with more than one server and with odd tables. */
@Servers(count = 2)
class ManyServersIT {
    record Word(long id, String text) {}

    private static final Table<Word> WORDS = Table.of("words", Word.class);
    private static final Index<Word> BY_TEXT = WORDS.index("by_text", "text");
    private static final Table<Row> LINES = Table.of("order_lines", "order_id", "line");
    private static final int COUNT = 700;

    private final Hansock hansock;

    ManyServersIT(List<MariaDbServer> servers) {
        HansockBuilder builder = PatientClient.builder()
                .database("many_it")
                .writes(Writes.HANDLERSOCKET)
                .maxKeys(COUNT + 5);
        for (int i = 0; i < servers.size(); i++) {
            MariaDbServer server = servers.get(i);
            server.sql("create or replace database many_it; create table many_it.words (id bigint primary key,"
                    + " text varchar(20) character set utf8mb4 collate utf8mb4_general_ci not null, key by_text (text));"
                    + "create table many_it.order_lines (order_id int, line int, primary key (order_id, line))");
            builder.server(ServerSettings.of("s" + i, server.host())
                    .readPort(server.readPort())
                    .writePort(server.writePort()));
        }
        hansock = builder.build();
    }

    @AfterEach
    void close() {
        hansock.close();
    }

    @Test
    void findsMoreKeysThanOneExchangeCarriesEachFromItsServer() {
        insertWords(COUNT);
        List<Integer> keys = new ArrayList<>(IntStream.range(0, COUNT).boxed().toList());
        Collections.reverse(keys);
        keys.addAll(List.of(3, 3, COUNT + 1));
        assertThat(hansock.findAll(WORDS, keys))
                .hasSize(COUNT)
                .allSatisfy((key, word) -> assertThat(word).isEqualTo(word(key)));
        assertThat(hansock.findAll(WORDS, keys).keySet()).startsWith(COUNT - 1).endsWith(0);
        assertThat(hansock.find(WORDS.primary().in(keys)))
                .extracting(Word::id)
                .startsWith(COUNT - 1L)
                .endsWith(0L, 3L, 3L)
                .hasSize(COUNT + 2);
    }

    @Test
    void limitAndOffsetOfAnInListCountTheRowsOfAllValues() {
        insertWords(20);
        assertThat(hansock.find(
                        WORDS.primary().in(List.of(5, 4, 3, 2)).offset(1).limit(2)))
                .extracting(Word::id)
                .containsExactly(4L, 3L);
    }

    @Test
    void moreKeysThanTheBoundAreRefused() {
        List<Integer> keys = IntStream.range(0, COUNT + 6).boxed().toList();
        assertThatThrownBy(() -> hansock.findAll(WORDS, keys))
                .isInstanceOf(RefusedException.class)
                .hasMessageEndingWith("[max-keys]");
        assertThatThrownBy(() -> hansock.find(WORDS.primary().in(keys)))
                .isInstanceOf(RefusedException.class)
                .hasMessageEndingWith("[max-keys]");
    }

    @Test
    void twoRowsOfADeclaredKeyThatIsOnlyAPartOfTheRealOneAreAnError() {
        hansock.insert(Insert.into(LINES).set("order_id", 7).set("line", 1));
        assertThat(hansock.findOne(LINES, 7)).isPresent();
        hansock.insert(Insert.into(LINES).set("order_id", 7).set("line", 2));
        assertThatThrownBy(() -> hansock.findOne(LINES, 7)).satisfies(ManyServersIT::saysTooManyRows);
        assertThatThrownBy(() -> hansock.findAll(LINES, List.of(6, 7))).satisfies(ManyServersIT::saysTooManyRows);
        assertThat(hansock.findOne(LINES.primaryKey("order_id", "line"), 7, 2)).isPresent();
    }

    private static void saysTooManyRows(Throwable problem) {
        assertThat(problem)
                .isInstanceOfSatisfying(
                        ResultException.class, e -> assertThat(e.kind()).isEqualTo(ResultException.Kind.TOO_MANY_ROWS));
    }

    @Test
    void textOrderedWithoutCaseIsNotMergedByItsBytes() {
        for (String server : List.of("s0", "s1")) {
            for (String text : List.of("a", "B", "c", "D")) {
                long id = (server.equals("s0") ? 0L : 1000L) + text.charAt(0);
                hansock.insert(Insert.of(WORDS, new Word(id, text)).on(server));
            }
        }
        assertThatThrownBy(() -> hansock.find(BY_TEXT.ge("a").onAllServers()))
                .isInstanceOfSatisfying(
                        ResultException.class, e -> assertThat(e.kind()).isEqualTo(ResultException.Kind.UNORDERED))
                .hasMessageContaining("mergedBy");
        assertThat(hansock.find(BY_TEXT.ge("a")
                        .mergedBy(Comparator.comparing(Word::text, String.CASE_INSENSITIVE_ORDER))
                        .onAllServers()))
                .extracting(Word::text)
                .containsExactly("a", "a", "B", "B", "c", "c", "D", "D");
    }

    @Test
    void aWriteToAllServersIsRefusedWithTheWayOut() {
        insertWords(10);
        assertThatThrownBy(() ->
                        hansock.change(BY_TEXT.ge("w").limit(100).onAllServers().delete()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("on(…)")
                .hasMessageContaining("hansock.servers()");
        assertThatThrownBy(() -> hansock.insert(new Insert<>(WORDS, List.of(), Target.ALL_SERVERS)))
                .isInstanceOf(RefusedException.class);
        assertThat(hansock.findAll(WORDS, IntStream.range(0, 10).boxed().toList()))
                .hasSize(10);
    }

    private void insertWords(int count) {
        IntStream.range(0, count)
                .mapToObj(id -> hansock.async().insert(WORDS, word(id)))
                .toList()
                .forEach(inserted -> inserted.join());
    }

    private static Word word(int id) {
        return new Word(id, "word " + id);
    }
}
