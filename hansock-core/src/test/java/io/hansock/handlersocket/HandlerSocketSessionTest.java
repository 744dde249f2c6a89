package io.hansock.handlersocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ConfigurationException;
import io.hansock.buffer.ByteWriter;
import io.hansock.index.Table;
import io.hansock.value.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What goes out on a connection, depending on what was answered before; without a socket. */
class HandlerSocketSessionTest {
    private final HandlerSocketWire wire = new HandlerSocketWire("db");
    private final HandlerSocketSession session = new HandlerSocketSession("east", Port.READ, 9998, null);

    @Test
    void openIndexGoesInFrontOnceAndCommandsFollowAtOnce() {
        HandlerSocketExchange first = find("a");
        assertThat(encode(first)).isEqualTo("P\t0\tdb\ta\tPRIMARY\tid\n0\t=\t1\t1\t1\t0\n");
        HandlerSocketExchange second = find("a");
        assertThat(encode(second)).as("while the first answer is not in").isEqualTo("0\t=\t1\t1\t1\t0\n");
        answer(first, "0\t1\n", "0\t1\t1\n");
        answer(second, "0\t1\t1\n");
        assertThat(encode(find("a"))).isEqualTo("0\t=\t1\t1\t1\t0\n");
        assertThat(encode(find("b"))).isEqualTo("P\t1\tdb\tb\tPRIMARY\tid\n1\t=\t1\t1\t1\t0\n");
    }

    @Test
    void anIdWhoseFirstOpenFailedIsFreshAgain() {
        HandlerSocketExchange first = find("a");
        encode(first);
        answer(first, "1\t1\topen_table\n", "2\t1\tstmtnum\n");
        assertThat(encode(find("b"))).isEqualTo("P\t0\tdb\tb\tPRIMARY\tid\n0\t=\t1\t1\t1\t0\n");
        assertThat(encode(find("a"))).isEqualTo("P\t1\tdb\ta\tPRIMARY\tid\n1\t=\t1\t1\t1\t0\n");
    }

    @Test
    @DisplayName("H3: there are 256 ids; the least recently used is opened anew, and nothing is sent behind that")
    void h3_idsAreBoundedAndReopenedAlone() {
        openAll();
        done(find("t0"), "0\t1\t1\n");
        HandlerSocketExchange more = find("more");
        assertThat(encode(more)).isEqualTo("P\t1\tdb\tmore\tPRIMARY\tid\n");
        HandlerSocketExchange again = find("more");
        assertThat(encode(again)).as("while the open is not answered").isEqualTo("P\t1\tdb\tmore\tPRIMARY\tid\n");
        answer(more, "0\t1\n");
        assertThat(encode(find("more"))).isEqualTo("1\t=\t1\t1\t1\t0\n");
    }

    @Test
    void moreShapesThanIdsTakeTurns() {
        for (int round = 0; round < 3; round++) {
            for (int shape = 0; shape < 300; shape++) {
                HandlerSocketExchange find = find("t" + shape);
                String sent = encode(find);
                assertThat(sent).startsWith("P\t").contains("\tt" + shape + "\t");
                int id = Integer.parseInt(sent.split("\t", 3)[1]);
                assertThat(id).isBetween(0, HandlerSocketSession.MOST_IDS - 1);
                if (sent.lines().count() == 2) {
                    answer(find, "0\t1\n", "0\t1\t1\n");
                } else {
                    answer(find, "0\t1\n");
                    HandlerSocketExchange again = find("t" + shape);
                    assertThat(encode(again)).isEqualTo(id + "\t=\t1\t1\t1\t0\n");
                    answer(again, "0\t1\t1\n");
                }
            }
        }
    }

    @Test
    void aFailedReopenLeavesNothingThatACommandCouldMeet() {
        openAll();
        HandlerSocketExchange more = find("more");
        assertThat(encode(more)).isEqualTo("P\t0\tdb\tmore\tPRIMARY\tid\n");
        answer(more, "1\t1\topen_table\n");
        assertThat(encode(find("more"))).isEqualTo("P\t0\tdb\tmore\tPRIMARY\tid\n");
        assertThat(encode(find("t0")))
                .as("the old index is still there, but not trusted")
                .startsWith("P\t1\t");
    }

    @Test
    void anIdWithCommandsInFlightIsNotGivenAway() {
        openAll();
        HandlerSocketExchange inFlight = find("t0");
        assertThat(encode(inFlight)).isEqualTo("0\t=\t1\t1\t1\t0\n");
        for (int i = 2; i < HandlerSocketSession.MOST_IDS; i++) {
            done(find("t" + i), "0\t1\t1\n");
        }
        assertThat(encode(find("more"))).startsWith("P\t1\t");
    }

    @Test
    void whenAllIdsAreInFlightNothingIsAskedOfThem() {
        openAll();
        List<HandlerSocketExchange> inFlight = new ArrayList<>();
        for (int i = 0; i < HandlerSocketSession.MOST_IDS; i++) {
            inFlight.add(find("t" + i));
            encode(inFlight.get(i));
        }
        HandlerSocketExchange more = find("more");
        assertThat(encode(more)).isEqualTo("\n");
        answer(inFlight.get(5), "0\t1\t1\n");
        answer(more, "2\t1\tcmd\n");
        assertThat(encode(find("more"))).startsWith("P\t5\t");
    }

    @Test
    void theReplyEndsWithItsLastLineWhereverItIsCut() {
        byte[] reply = "0\t1\n0\t1\t1\n0\t1\n9".getBytes(ISO_8859_1);
        for (int cut = 1; cut < reply.length - 1; cut++) {
            HandlerSocketSession own = new HandlerSocketSession("east", Port.READ, 9998, null);
            HandlerSocketExchange exchange = wire.findEach(table("a").key(0).find(), List.of(List.of(1), List.of(2)));
            exchange.encode(new ByteWriter(0, 1 << 20), own);
            assertThat(exchange.frame(reply, 0, cut, own)).isEqualTo(-1);
            assertThat(exchange.frame(reply, cut, reply.length, own)).isEqualTo(reply.length - 1);
        }
    }

    @Test
    void oneTurnEncodesABoundedNumberOfBytes() {
        HandlerSocketExchange exchange =
                wire.findEach(table("a").key(0).find(), Collections.nCopies(20_000, List.of("x".repeat(20))));
        StringBuilder all = new StringBuilder();
        boolean whole = false;
        for (int turns = 0; !whole; turns++) {
            ByteWriter out = new ByteWriter(0, 1 << 20);
            whole = exchange.encode(out, session);
            assertThat(out.size()).isLessThanOrEqualTo((64 << 10) + 16);
            all.append(new String(out.toByteArray(), ISO_8859_1));
            assertThat(turns).isLessThan(20);
        }
        assertThat(all.toString())
                .isEqualTo("P\t0\tdb\ta\tPRIMARY\tid\n" + ("0\t=\t1\t" + "x".repeat(20) + "\t1\t0\n").repeat(20_000));
    }

    @Test
    void aSecretThatTheServerCannotCompareIsRefused() {
        for (String secret : List.of("a b", "tab\t", "é", "x".repeat(129))) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> new HandlerSocketSession("east", Port.READ, 9998, secret))
                    .withMessageNotContaining(secret);
        }
    }

    private void openAll() {
        for (int i = 0; i < HandlerSocketSession.MOST_IDS; i++) {
            done(find("t" + i), "0\t1\n", "0\t1\t1\n");
        }
    }

    private void done(HandlerSocketExchange exchange, String... lines) {
        encode(exchange);
        answer(exchange, lines);
    }

    private static Table<Row> table(String name) {
        return Table.of(name, "id");
    }

    private HandlerSocketExchange find(String table) {
        return wire.find(table(table).key(1).find());
    }

    private String encode(HandlerSocketExchange exchange) {
        ByteWriter out = new ByteWriter(0, 1 << 20);
        assertThat(exchange.encode(out, session)).isTrue();
        return new String(out.toByteArray(), ISO_8859_1);
    }

    private void answer(HandlerSocketExchange exchange, String... lines) {
        byte[] bytes = String.join("", lines).getBytes(ISO_8859_1);
        assertThat(exchange.frame(bytes, 0, bytes.length, session)).isEqualTo(bytes.length);
    }
}
