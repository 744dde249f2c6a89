package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.index.Index;
import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.testing.Servers;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Text as a key over several servers: what one server would take for the same text must not be on two, and what is merged must be in order. */
@Servers(count = 2)
class ShardedTextIT {
    private static final String DATABASE = "sharded_text_it";

    record Word(String word, int n) {}

    record Note(int id, String word) {}

    private static final Table<Word> WORDS = Table.of("words", Word.class);
    private static final Table<Word> EXACT_WORDS = Table.of("exact_words", Word.class);
    private static final Table<Note> NOTES = Table.of("notes", Note.class);
    private static final Index<Note> BY_WORD = NOTES.index("word", "word");

    private final List<MariaDbServer> servers;

    ShardedTextIT(List<MariaDbServer> servers) {
        this.servers = servers;
        servers.forEach(
                server -> server.sql(
                        "create or replace database " + DATABASE + "; use " + DATABASE
                                + "; create table words (word varchar(20) character set utf8mb4 collate utf8mb4_general_ci primary key, n int)"
                                + "; create table exact_words (word varchar(20) character set utf8mb4 collate utf8mb4_bin primary key, n int)"
                                + "; create table notes (id int primary key, word varchar(20) character set ucs2 collate ucs2_bin, key word (word))"));
    }

    private Hansock client() {
        HansockBuilder builder = PatientClient.builder().user("root").database(DATABASE);
        for (int i = 0; i < servers.size(); i++) {
            builder.server(ServerSettings.of("s" + i, servers.get(i).host())
                    .sqlPort(servers.get(i).sqlPort()));
        }
        return builder.build();
    }

    @Test
    void aKeyThatHasSeveralSpellingsIsRefusedBeforeAnythingIsSent() {
        try (Hansock hansock = client()) {
            assertThatThrownBy(() -> hansock.insert(WORDS, new Word("abc", 1)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContainingAll(
                            "words", "column word", "utf8mb4_general_ci", "shardEncoder", "[shard-key]");
            assertThatThrownBy(() -> hansock.findOne(WORDS, "abc")).hasMessageContaining("[shard-key]");
            assertThatThrownBy(() -> hansock.async().findOne(WORDS, "abc").join())
                    .hasMessageContaining("[shard-key]");
            assertThatThrownBy(() -> hansock.findAll(WORDS, List.of("abc", "x")))
                    .hasMessageContaining("[shard-key]");
            assertThatThrownBy(() -> hansock.find(WORDS.primary().in(List.of("abc", "x"))))
                    .hasMessageContaining("[shard-key]");
            assertThatThrownBy(() -> hansock.change(WORDS.key("abc").set("n", 2)))
                    .hasMessageContaining("[shard-key]");
            assertThatThrownBy(() -> hansock.insert(EXACT_WORDS, new Word("abc ", 1)))
                    .hasMessageContaining("[shard-key]");
        }
        for (MariaDbServer server : servers) {
            assertThat(server.queryValue("select count(*) from " + DATABASE + ".words"))
                    .isEqualTo("0");
        }
    }

    @Test
    void whoNormalisesFindsEverySpelling() {
        Table<Word> normalised = WORDS.shardEncoder(values -> values.get(0)
                .toString()
                .toUpperCase(Locale.ROOT)
                .stripTrailing()
                .getBytes(StandardCharsets.UTF_8));
        try (Hansock hansock = client()) {
            for (int i = 0; i < 20; i++) {
                hansock.insert(normalised, new Word("word" + i, i));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(hansock.findOne(normalised, "WORD" + i + " ")).contains(new Word("word" + i, i));
                Word again = new Word("WoRd" + i, -1);
                assertThatThrownBy(() -> hansock.insert(normalised, again))
                        .isInstanceOfSatisfying(
                                ServerException.class,
                                e -> assertThat(e.kind()).isEqualTo(ServerException.Kind.DUPLICATE_KEY));
            }
            hansock.insert(EXACT_WORDS, new Word("abc", 1));
            hansock.insert(EXACT_WORDS, new Word("ABC", 2));
            assertThat(hansock.findOne(EXACT_WORDS, "ABC")).contains(new Word("ABC", 2));
        }
    }

    @Test
    void aRangeOfTextIsMergedInTheServersOrderOrRefused() {
        List<String> words = List.of("", "A", "Z", "a", "é", "я", "\uFF5E");
        try (Hansock hansock = client()) {
            for (int i = 0; i < words.size(); i++) {
                hansock.insert(Insert.of(NOTES, new Note(i, words.get(i))).on("s" + i % 2));
                hansock.insert(Insert.of(NOTES, new Note(100 + i, words.get(i))).on("s" + (i + 1) % 2));
            }
            List<Integer> ascending = Stream.iterate(0, i -> i < words.size(), i -> i + 1)
                    .flatMap(i -> Stream.of(i, 100 + i))
                    .toList();
            assertThat(hansock.find(BY_WORD.ge("").onAllServers()))
                    .extracting(Note::id)
                    .isEqualTo(ascending);
            assertThat(hansock.find(BY_WORD.le("\uFF5E").onAllServers()))
                    .extracting(Note::id)
                    .isEqualTo(ascending.stream()
                            .sorted(Comparator.comparingInt(ascending::indexOf).reversed())
                            .toList());
            assertThat(hansock.find(BY_WORD.eq("a").onAllServers()))
                    .extracting(Note::id)
                    .containsExactly(3, 103);
            Index<Word> byWord = WORDS.primary();
            assertThatThrownBy(() -> hansock.find(byWord.ge("a").onAllServers()))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContainingAll("words", "column word", "utf8mb4_general_ci", "mergedBy", "[merge-order]");
            assertThat(hansock.find(byWord.ge("a")
                            .mergedBy(Comparator.comparing(Word::word, String.CASE_INSENSITIVE_ORDER))
                            .onAllServers()))
                    .isEmpty();
        }
    }
}
