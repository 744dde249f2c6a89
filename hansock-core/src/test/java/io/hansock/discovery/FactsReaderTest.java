package io.hansock.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ResultException;
import io.hansock.ServerException;
import io.hansock.ServerFacts;
import io.hansock.sql.QueryResult;
import io.hansock.sql.Statements;
import io.hansock.value.Rows;
import io.hansock.value.TextRows;
import java.lang.reflect.Proxy;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of answers that no honest server gives. */
class FactsReaderTest {
    private static final Rows UTC = zone("0", "0", "816");
    private static final List<String> NAMES = List.of("Variable_name", "Value");

    @ParameterizedTest
    @ValueSource(
            strings = {"9998x", "-1", "80", "1023", "65536", "99999999999999999999", "9 998", "０９９９８", "1e4", "/etc"})
    void aPortThatCannotBeIsNonsense(String port) {
        Listener told = read(Map.of("handlersocket_port", port)).reads();
        assertThat(told).isInstanceOf(Listener.Nonsense.class);
        assertThat(told.toString()).as("what it said is not repeated").doesNotContain(port);
    }

    @Test
    void portsAtTheEdgesAreTaken() {
        assertThat(read(Map.of("handlersocket_port", "1024")).reads()).isEqualTo(new Listener.At(1024, null));
        assertThat(read(Map.of("handlersocket_port", "65535")).reads()).isEqualTo(new Listener.At(65_535, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0"})
    void aPortThatIsNotSetIsAbsent(String port) {
        assertThat(read(Map.of("handlersocket_port", port, "handlersocket_plain_secret", "x"))
                        .reads())
                .isEqualTo(new Listener.Absent());
    }

    @Test
    void aPortIsThereWhetherItIsForReadsOrWritesAndWhateverItIs() {
        assertThat(hasHandlerSocket(Map.of())).as("as on a MySQL").isFalse();
        assertThat(hasHandlerSocket(Map.of("handlersocket_port", "", "handlersocket_port_wr", "0")))
                .isFalse();
        assertThat(hasHandlerSocket(Map.of("handlersocket_port", "9998", "handlersocket_port_wr", "")))
                .isTrue();
        assertThat(hasHandlerSocket(Map.of("handlersocket_port", "", "handlersocket_port_wr", "9999")))
                .isTrue();
        assertThat(hasHandlerSocket(Map.of("handlersocket_port", "/etc"))).isTrue();
    }

    private static boolean hasHandlerSocket(Map<String, String> variables) {
        return FactsReader.hasHandlerSocket(server(variables, UTC, new ArrayList<>()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"with blank", "tab\there", "line\nfeed", "P\t0\tmysql\tuser", "é", "\u007f", "\u0000"})
    void h22_aSecretThatThePortCannotCompareIsNonsense(String secret) {
        Listener told = read(Map.of("handlersocket_port", "9998", "handlersocket_plain_secret", secret))
                .reads();
        assertThat(told).isInstanceOf(Listener.Nonsense.class);
        assertThat(told.toString()).doesNotContain(secret);
    }

    @Test
    void secretsAreAtMost128Bytes() {
        String longest = "s".repeat(128);
        assertThat(read(Map.of("handlersocket_port", "9998", "handlersocket_plain_secret", longest))
                        .reads())
                .isEqualTo(new Listener.At(9998, longest));
        assertThat(read(Map.of("handlersocket_port", "9998", "handlersocket_plain_secret", longest + "s"))
                        .reads())
                .isInstanceOf(Listener.Nonsense.class);
    }

    @Test
    void anEmptySecretIsNone() {
        assertThat(read(Map.of("handlersocket_port", "9998", "handlersocket_plain_secret", ""))
                        .reads())
                .isEqualTo(new Listener.At(9998, null));
    }

    @Test
    void theWriteSecretIsNotEvenAskedFor() {
        List<String> asked = new ArrayList<>();
        FactsReader.ofReads().read(server(Map.of(), UTC, asked));
        assertThat(asked).noneMatch(sql -> sql.contains("handlersocket_plain_secret_wr"));
        FactsReader.ofReadsAndWrites().read(server(Map.of(), UTC, asked));
        assertThat(asked).anyMatch(sql -> sql.contains("handlersocket_plain_secret_wr"));
    }

    @Test
    void aWritePortIsKnownToWhoDoesNotUseIt() {
        assertThat(factsOfReads(Map.of("handlersocket_port_wr", "9999")).writePort())
                .isTrue();
        assertThat(factsOfReads(Map.of("handlersocket_port_wr", "0")).writePort())
                .isFalse();
        assertThat(factsOfReads(Map.of()).writePort()).isFalse();
    }

    private static ServerFacts factsOfReads(Map<String, String> variables) {
        return FactsReader.ofReads()
                .read(server(variables, UTC, new ArrayList<>()))
                .facts();
    }

    @Test
    void h6_aNodeOfAGaleraClusterIsKnownAlsoIfItKeepsNoLog() {
        ServerFacts node = factsOfReads(Map.of("log_bin", "OFF", "wsrep_on", "ON"));
        assertThat(node.galera()).isTrue();
        assertThat(node.binaryLog()).isFalse();
        assertThat(factsOfReads(Map.of("log_bin", "ON", "wsrep_on", "OFF")).galera())
                .isFalse();
        assertThat(factsOfReads(Map.of()).galera())
                .as("MySQL has no such variable")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ON, ON, NONE, false",
        "ON, OFF, NONE, true",
        "ON,, NONE, true",
        "ON, ON, ALL, true",
        "OFF, OFF, ALL, false"
    })
    void aNodeThatIsOutOfItsClusterHasNoPortsToUse(
            String wsrepOn, @Nullable String ready, String reject, boolean barred) {
        List<String> asked = new ArrayList<>();
        Rows variables = TextRows.texts(
                NAMES,
                "wsrep_on",
                wsrepOn,
                "wsrep_reject_queries",
                reject,
                "handlersocket_port",
                "9998",
                "handlersocket_port_wr",
                "9999");
        Statements node = statements(sql -> {
            asked.add(sql);
            if (sql.startsWith("show global status")) {
                return TextRows.texts(NAMES, "wsrep_ready", ready);
            }
            return sql.startsWith("show") ? variables : UTC;
        });
        Learned learned = FactsReader.ofReadsAndWrites().read(node);
        assertThat(learned.isBarred()).isEqualTo(barred);
        assertThat(learned.reads()).isInstanceOf(barred ? Listener.Barred.class : Listener.At.class);
        assertThat(learned.writes()).isInstanceOf(barred ? Listener.Barred.class : Listener.At.class);
        assertThat(asked.stream().noneMatch(sql -> sql.startsWith("with")))
                .as("nothing else is waited for")
                .isEqualTo(barred);
        if (learned.facts().galera()) {
            assertThat(FactsReader.answersQueries(node)).isNotEqualTo(barred);
        }
    }

    @Test
    void aVersionIsBoundedAndPlain() {
        assertThat(read(Map.of("version", "10.11\u001b[31m\r\nFAKE LOG LINE é"))
                        .facts()
                        .version())
                .isEqualTo("10.11[31mFAKE LOG LINE ");
        assertThat(read(Map.of("version", "9".repeat(100_000))).facts().version())
                .hasSize(128);
        assertThat(read(Map.of()).facts().version()).isEmpty();
    }

    @Test
    void aListOfOtherThingsIsAnError() {
        Rows three = TextRows.texts(List.of("a", "b", "c"), "version", "9", "x");
        assertThatThrownBy(() -> FactsReader.ofReads().read(server(three, UTC, new ArrayList<>())))
                .isInstanceOf(ResultException.class);
        String[] many = new String[200_000];
        java.util.Arrays.fill(many, "version");
        Rows endless = TextRows.texts(List.of("a", "b"), many);
        assertThatThrownBy(() -> FactsReader.ofReads().read(server(endless, UTC, new ArrayList<>())))
                .isInstanceOf(ResultException.class);
    }

    @Test
    void readOnlyHasManyWords() {
        for (String on : new String[] {"ON", "1", "NO_LOCK", "NO_LOCK_NO_ADMIN"}) {
            assertThat(read(Map.of("read_only", on)).facts().readOnly()).as(on).isTrue();
        }
        for (String off : new String[] {"OFF", "off", "0", ""}) {
            assertThat(read(Map.of("read_only", off)).facts().readOnly())
                    .as(off)
                    .isFalse();
        }
        assertThat(read(Map.of("read_only", "OFF", "super_read_only", "ON"))
                        .facts()
                        .readOnly())
                .isTrue();
    }

    @Test
    void h29_aZoneIsKnownOnlyIfEveryMonthHasTheSameOffset() {
        assertThat(zoneOf(zone("19800", "19800", "816"))).isEqualTo(ZoneOffset.ofHoursMinutes(5, 30));
        assertThat(zoneOf(zone("3600", "7200", "816"))).isNull();
        assertThat(zoneOf(zone("3600", "3600", "815"))).as("a month unknown").isNull();
        assertThat(zoneOf(zone(null, null, "0"))).isNull();
        assertThat(zoneOf(zone("99999999999", "99999999999", "816"))).isNull();
        assertThat(zoneOf(TextRows.texts(List.of("a", "b", "c")))).isNull();
    }

    @Test
    void aServerThatCannotTellItsZoneTellsTheRest() {
        Statements old = statements(sql -> {
            if (sql.startsWith("with")) {
                throw new ServerException(
                        "old", 1064, "42000", ServerException.Kind.SYNTAX, "refused", "You have an error");
            }
            return TextRows.texts(NAMES, "version", "5.6.24");
        });
        Learned learned = FactsReader.ofReads().read(old);
        assertThat(learned.facts().version()).isEqualTo("5.6.24");
        assertThat(learned.facts().zone()).isEmpty();
    }

    private static @Nullable ZoneOffset zoneOf(Rows zone) {
        return FactsReader.ofReads()
                .read(server(Map.of(), zone, new ArrayList<>()))
                .facts()
                .zone()
                .orElse(null);
    }

    private static Rows zone(@Nullable String least, @Nullable String most, String months) {
        return TextRows.texts(List.of("least", "most", "months"), least, most, months);
    }

    private static Learned read(Map<String, String> variables) {
        return FactsReader.ofReadsAndWrites().read(server(variables, UTC, new ArrayList<>()));
    }

    private static Statements server(Map<String, String> variables, Rows zone, List<String> asked) {
        List<String> cells = new ArrayList<>();
        new TreeMap<>(variables).forEach((name, value) -> cells.addAll(List.of(name, value)));
        return server(TextRows.texts(NAMES, cells.toArray(new String[0])), zone, asked);
    }

    private static Statements server(Rows variables, Rows zone, List<String> asked) {
        return statements(sql -> {
            asked.add(sql);
            return sql.startsWith("show") ? variables : zone;
        });
    }

    private interface Answers {
        Rows to(String sql);
    }

    private static Statements statements(Answers answers) {
        return (Statements) Proxy.newProxyInstance(
                Statements.class.getClassLoader(),
                new Class<?>[] {Statements.class},
                (proxy, method, arguments) -> new QueryResult(answers.to((String) arguments[0]), 0));
    }
}
