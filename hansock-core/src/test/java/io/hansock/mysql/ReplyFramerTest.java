package io.hansock.mysql;

import static io.hansock.mysql.ReplyBytes.COLUMN;
import static io.hansock.mysql.ReplyBytes.EOF;
import static io.hansock.mysql.ReplyBytes.ERR;
import static io.hansock.mysql.ReplyBytes.OK;
import static io.hansock.mysql.ReplyBytes.OK_END;
import static io.hansock.mysql.ReplyBytes.reply;
import static io.hansock.mysql.ReplyBytes.replyFrom;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ProtocolException;
import io.hansock.ServerException;
import java.util.Arrays;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyFramerTest {
    private static final boolean WITH_EOF = false;
    private static final boolean DEPRECATE_EOF = true;

    @Test
    void okAndErrorEndACommand() {
        endsWhereItEnds(DEPRECATE_EOF, reply().packets(OK).bytes(), Expected.QUERY);
        endsWhereItEnds(DEPRECATE_EOF, reply().packets(OK).bytes(), Expected.OK);
        for (Expected expected : Expected.values()) {
            endsWhereItEnds(DEPRECATE_EOF, reply().packets(ERR).bytes(), expected);
            endsWhereItEnds(WITH_EOF, reply().packets(ERR).bytes(), expected);
        }
    }

    @Test
    void aResultSetEndsWithOkOrWithEof() {
        endsWhereItEnds(
                DEPRECATE_EOF,
                reply().packets("01", COLUMN, "0131", "0132", OK_END).bytes(),
                Expected.QUERY);
        endsWhereItEnds(
                WITH_EOF,
                reply().packets("01", COLUMN, EOF, "0131", "0132", EOF).bytes(),
                Expected.QUERY);
        endsWhereItEnds(
                DEPRECATE_EOF, reply().packets("02", COLUMN, COLUMN, OK_END).bytes(), Expected.QUERY);
        endsWhereItEnds(
                WITH_EOF, reply().packets("02", COLUMN, COLUMN, EOF, EOF).bytes(), Expected.EXECUTE);
    }

    @Test
    void aBinaryResultSet() {
        endsWhereItEnds(
                DEPRECATE_EOF,
                reply().packets("01", COLUMN, "00000100000000000000", OK_END).bytes(),
                Expected.EXECUTE);
    }

    @Test
    void anErrorAmongRowsEndsTheWholeChain() {
        endsWhereItEnds(
                DEPRECATE_EOF, reply().packets("01", COLUMN, "0131", ERR).bytes(), Expected.QUERY);
        endsWhereItEnds(WITH_EOF, reply().packets("01", COLUMN, EOF, ERR).bytes(), Expected.QUERY);
        endsWhereItEnds(
                DEPRECATE_EOF,
                reply().packets("01", COLUMN, "fe00000a000000", ERR).bytes(),
                Expected.QUERY);
    }

    @Test
    void moreResultsFollowWhileTheStatusSaysSo() {
        endsWhereItEnds(
                DEPRECATE_EOF,
                reply().packets("01", COLUMN, "0131", "fe00000a000000", "0000000a000000", "01", COLUMN, OK_END)
                        .bytes(),
                Expected.QUERY);
        endsWhereItEnds(
                WITH_EOF,
                reply().packets("01", COLUMN, EOF, "0131", "fe00000a00", "0000000a000000", OK)
                        .bytes(),
                Expected.QUERY);
    }

    @Test
    void aPreparedStatementWithItsDefinitions() {
        String both = "00" + "01000000" + "0100" + "0200" + "00" + "0000";
        endsWhereItEnds(
                DEPRECATE_EOF, reply().packets(both, COLUMN, COLUMN, COLUMN).bytes(), Expected.PREPARE);
        endsWhereItEnds(
                WITH_EOF,
                reply().packets(both, COLUMN, COLUMN, EOF, COLUMN, EOF).bytes(),
                Expected.PREPARE);
        String columnsAlone = "00" + "01000000" + "0200" + "0000" + "00" + "0000";
        endsWhereItEnds(
                DEPRECATE_EOF, reply().packets(columnsAlone, COLUMN, COLUMN).bytes(), Expected.PREPARE);
        endsWhereItEnds(
                WITH_EOF, reply().packets(columnsAlone, COLUMN, COLUMN, EOF).bytes(), Expected.PREPARE);
        String parametersAlone = "00" + "01000000" + "0000" + "0100" + "00" + "0000";
        endsWhereItEnds(DEPRECATE_EOF, reply().packets(parametersAlone, COLUMN).bytes(), Expected.PREPARE);
        endsWhereItEnds(WITH_EOF, reply().packets(parametersAlone, COLUMN, EOF).bytes(), Expected.PREPARE);
        String neither = "00" + "01000000" + "0000" + "0000" + "00" + "0000";
        endsWhereItEnds(DEPRECATE_EOF, reply().packets(neither).bytes(), Expected.PREPARE);
    }

    @Test
    void aCursorSendsNoRowsUntilTheyAreFetched() {
        endsWhereItEnds(
                DEPRECATE_EOF, reply().packets("01", COLUMN, "fe000062000000").bytes(), Expected.EXECUTE);
        endsWhereItEnds(WITH_EOF, reply().packets("01", COLUMN, "fe00006200").bytes(), Expected.EXECUTE);
        endsWhereItEnds(
                DEPRECATE_EOF,
                reply().packets("00000100000000000000", "fe000042000000").bytes(),
                Expected.FETCH);
        endsWhereItEnds(
                WITH_EOF, reply().packets("00000100000000000000", "fe00004200").bytes(), Expected.FETCH);
        endsWhereItEnds(DEPRECATE_EOF, reply().packets("fe000082000000").bytes(), Expected.FETCH);
    }

    @Test
    void answersWithoutAPattern() {
        endsWhereItEnds(
                DEPRECATE_EOF, reply().packet("Uptime: 1".getBytes(UTF_8)).bytes(), Expected.MESSAGE);
        endsWhereItEnds(DEPRECATE_EOF, reply().packets("").bytes(), Expected.MESSAGE);
        endsWhereItEnds(WITH_EOF, reply().packets(EOF).bytes(), Expected.END);
        endsWhereItEnds(DEPRECATE_EOF, reply().packets(OK_END).bytes(), Expected.END);
    }

    @Test
    void mariaDbLeavesOutDefinitionsThatItHasSent() {
        for (boolean deprecateEof : new boolean[] {true, false}) {
            String end = deprecateEof ? OK_END : EOF;
            ReplyBytes with = reply().packets("0101", COLUMN);
            ReplyBytes without = reply().packets("0100");
            if (!deprecateEof) {
                with.packets(EOF);
                without.packets(EOF);
            }
            for (ReplyBytes reply : new ReplyBytes[] {with, without}) {
                byte[] bytes = reply.packets("00000100000000000000", end).bytes();
                endsWhereItEnds(() -> framer(deprecateEof, true, Expected.EXECUTE), bytes);
            }
        }
    }

    @Test
    void b27_aRowThatBeginsWithFeIsNoEnd() {
        byte[] row = new byte[0xff_ffff];
        row[0] = (byte) 0xfe;
        byte[] reply = reply().packets("01", COLUMN)
                .packet(row)
                .packets("0102030405060708", OK_END)
                .bytes();
        ReplyFramer framer = framer(DEPRECATE_EOF, false, Expected.QUERY);
        assertThat(framer.frame(reply, 0, reply.length - 1)).isEqualTo(ReplyFramer.MORE);
        assertThat(framer.frame(reply, reply.length - 1, reply.length)).isEqualTo(reply.length);
        assertThat(framer.isFinished()).isTrue();

        byte[] withEof =
                reply().packets("01", COLUMN, EOF, "fe0000000000000000", EOF).bytes();
        endsWhereItEnds(WITH_EOF, withEof, Expected.QUERY);
    }

    @Test
    void aRowOfAMultipleOfTheLargestPacketEndsWithAnEmptyOne() {
        byte[] full = new byte[0xff_ffff];
        byte[] reply = reply().packets("01", COLUMN)
                .packet(full)
                .packet(full)
                .packets("", "0131", OK_END)
                .bytes();
        ReplyFramer framer = framer(DEPRECATE_EOF, false, Expected.QUERY);
        assertThat(framer.frame(reply, 0, reply.length)).isEqualTo(reply.length);
    }

    @Test
    void b28_theOkAtTheEndOfRowsMayHaveAText() {
        String withText = "fe000002000000" + "05" + "68656c6c6f";
        endsWhereItEnds(
                DEPRECATE_EOF, reply().packets("01", COLUMN, "0131", withText).bytes(), Expected.QUERY);
    }

    @Test
    void theAnswersToSeveralCommandsAreOneReply() {
        byte[] reply = reply().packets("00" + "01000000" + "0100" + "0000" + "00" + "0000", COLUMN)
                .next()
                .packets("01", COLUMN, "00000100000000000000", OK_END)
                .next()
                .packets(OK)
                .bytes();
        endsWhereItEnds(
                () -> framer(DEPRECATE_EOF, false, Expected.PREPARE)
                        .andThen(Expected.EXECUTE, 1)
                        .andThen(Expected.OK, 1),
                reply);
    }

    @Test
    void theAnswersThatAreLeftCountThatWhichHasBegun() {
        byte[] reply = reply().packets(OK).next().packets("01", COLUMN, OK_END).bytes();
        int first = 4 + OK.length() / 2;
        ReplyFramer framer = framer(DEPRECATE_EOF, false, Expected.OK).andThen(Expected.QUERY, 1);
        assertThat(framer.answersLeft()).isEqualTo(2);
        assertThat(framer.frame(reply, 0, first)).isEqualTo(ReplyFramer.MORE);
        assertThat(framer.answersLeft()).isEqualTo(1);
        assertThat(framer.frame(reply, first, reply.length - 1)).isEqualTo(ReplyFramer.MORE);
        assertThat(framer.answersLeft()).isEqualTo(1);
        assertThat(framer.frame(reply, reply.length - 1, reply.length)).isEqualTo(reply.length);
        assertThat(framer.answersLeft()).isZero();
    }

    @Test
    void aFailedPrepareIsFollowedByTheFailureOfItsExecution() {
        byte[] reply = reply().packets(ERR).next().packets(ERR).bytes();
        endsWhereItEnds(() -> framer(DEPRECATE_EOF, false, Expected.PREPARE).andThen(Expected.EXECUTE, 1), reply);
    }

    @Test
    void aReplyBehindALongRequestBeginsWithALaterSequenceId() {
        byte[] reply = replyFrom(255).packets("01", COLUMN, "0131", OK_END).bytes();
        ReplyFramer framer = new ReplyFramer().await(Expected.QUERY, 255);
        framer.agreed("east", DEPRECATE_EOF, false);
        assertThat(framer.frame(reply, 0, reply.length)).isEqualTo(reply.length);
    }

    @Test
    void piecesEndBehindARow() {
        byte[] reply =
                reply().packets("01", COLUMN, "0131", "0132", "0133", OK_END).bytes();
        int firstRow = 5 + 4 + COLUMN.length() / 2 + 6;
        ReplyFramer framer = framer(DEPRECATE_EOF, false, Expected.QUERY).inPiecesOf(1);
        assertThat(framer.frame(reply, 0, reply.length)).isEqualTo(firstRow);
        assertThat(framer.isFinished()).isFalse();
        framer.inPiecesOf(12);
        assertThat(framer.frame(reply, firstRow, reply.length)).isEqualTo(firstRow + 12);
        assertThat(framer.frame(reply, firstRow + 12, reply.length)).isEqualTo(reply.length);
        assertThat(framer.isFinished()).isTrue();
    }

    @Test
    void aRequestForAFilePausesTheReply() {
        byte[] request = reply().packets("fb" + "61").bytes();
        ReplyFramer framer = framer(DEPRECATE_EOF, false, Expected.QUERY);
        assertThat(framer.frame(request, 0, request.length)).isEqualTo(request.length);
        assertThat(framer.awaitsFile()).isTrue();
        assertThat(framer.sequence()).isEqualTo(2);

        framer.contentSent(4);
        byte[] answer = replyFrom(4).packets(OK).bytes();
        assertThat(framer.frame(answer, 0, answer.length)).isEqualTo(answer.length);
        assertThat(framer.isFinished()).isTrue();
    }

    @Test
    void b26_aFileIsAskedForOnlyWhereAQueryCanHaveCausedIt() {
        byte[] request = reply().packets("fb" + "61").bytes();
        for (Expected expected : new Expected[] {Expected.EXECUTE, Expected.OK, Expected.PREPARE, Expected.FETCH}) {
            assertThatThrownBy(() -> framer(DEPRECATE_EOF, false, expected).frame(request, 0, request.length))
                    .as("%s", expected)
                    .isInstanceOf(ProtocolException.class);
        }
        ReplyFramer pipelined = framer(DEPRECATE_EOF, false, Expected.QUERY).andThen(Expected.OK, 1);
        assertThatThrownBy(() -> pipelined.frame(request, 0, request.length)).isInstanceOf(ProtocolException.class);
        byte[] amongRows = reply().packets("01", COLUMN, "fb").bytes();
        ReplyFramer rows = framer(DEPRECATE_EOF, false, Expected.QUERY);
        assertThat(rows.frame(amongRows, 0, amongRows.length)).isEqualTo(ReplyFramer.MORE);
        assertThat(rows.awaitsFile()).isFalse();
    }

    @Test
    void b22_aFarewellThatCrossesACommandIsSaidAsWhatItIs() {
        byte[] farewell = replyFrom(0)
                .packets("ffbf0f23485930303054686520636c69656e7420776173")
                .bytes();
        for (int cut = 0; cut < farewell.length; cut++) {
            ReplyFramer framer = framer(DEPRECATE_EOF, false, Expected.QUERY);
            if (cut > 0) {
                assertThat(framer.frame(farewell, 0, cut)).isEqualTo(ReplyFramer.MORE);
            }
            int from = cut;
            assertThatThrownBy(() -> framer.frame(farewell, from, farewell.length))
                    .isInstanceOfSatisfying(
                            ServerException.class,
                            refused -> assertThat(refused.code()).isEqualTo(4031));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 255})
    void aPacketOutOfStepIsNobodysReply(int sequence) {
        byte[] reply = replyFrom(sequence).packets(OK).bytes();
        assertThatThrownBy(() -> framer(DEPRECATE_EOF, false, Expected.OK).frame(reply, 0, reply.length))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("east");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // no message at all
                "fc", // a number that is cut
                "fcffff00", // one byte more than the number
                "fd000001", // more columns than a number of 16 bits
                "fe0100000001000000", // more than an int
                "feffffffffffffffff", // unsigned
                "00", // an OK that ends early
                "000000", // no status
                "00fb0002000000", // NULL rows affected
                "00ff0002000000",
                "0000ff02000000",
                "00fe0000000000000000fe00000000000000", // cut in the second number
            })
    void malformedHeadersAreRefused(String payload) {
        byte[] reply = reply().packets(payload).bytes();
        for (int cut = 1; cut < reply.length; cut++) {
            ReplyFramer framer = framer(DEPRECATE_EOF, false, Expected.QUERY);
            assertThat(framer.frame(reply, 0, cut)).isEqualTo(ReplyFramer.MORE);
            int from = cut;
            assertThatThrownBy(() -> framer.frame(reply, from, reply.length))
                    .as("cut at %d", cut)
                    .isInstanceOf(ProtocolException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Expected.class,
            names = {"OK", "END", "PREPARE"})
    void rowsWhereNoneCanBeAreRefused(Expected expected) {
        byte[] reply = reply().packets("01", COLUMN, OK_END).bytes();
        assertThatThrownBy(() -> framer(DEPRECATE_EOF, false, expected).frame(reply, 0, reply.length))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void aLongMessageThatIsNoRowIsRefused() {
        byte[] reply = reply().packet(new byte[0xff_ffff]).bytes();
        assertThatThrownBy(() -> framer(DEPRECATE_EOF, false, Expected.QUERY).frame(reply, 0, reply.length))
                .isInstanceOf(ProtocolException.class);
    }

    @Property
    void anyBytesAreAReplyOrAProtocolError(
            @ForAll Expected expected,
            @ForAll boolean deprecateEof,
            @ForAll boolean cachedMetadata,
            @ForAll @Size(max = 64) byte[] payload,
            @ForAll @Size(max = 16) byte[] second) {
        byte[] reply = reply().packet(payload).packet(second).bytes();
        int whole = outcome(framer(deprecateEof, cachedMetadata, expected), reply, reply.length);
        assertThat(outcome(framer(deprecateEof, cachedMetadata, expected), reply, 1))
                .isEqualTo(whole);
    }

    /** The index that it answers, or -2 if it refuses; shown so many bytes at a time. */
    private static int outcome(ReplyFramer framer, byte[] reply, int step) {
        try {
            for (int at = 0; at < reply.length; at += step) {
                int end = framer.frame(reply, at, Math.min(reply.length, at + step));
                if (end >= 0) {
                    return end;
                }
            }
            return ReplyFramer.MORE;
        } catch (ProtocolException | ServerException e) {
            return -2;
        }
    }

    private static ReplyFramer framer(boolean deprecateEof, boolean cachedMetadata, Expected expected) {
        ReplyFramer framer = new ReplyFramer().await(expected, 1);
        framer.agreed("east", deprecateEof, cachedMetadata);
        return framer;
    }

    private static void endsWhereItEnds(boolean deprecateEof, byte[] reply, Expected expected) {
        endsWhereItEnds(() -> framer(deprecateEof, false, expected), reply);
    }

    /** However the reply is cut, and whatever follows it. */
    private static void endsWhereItEnds(Supplier<ReplyFramer> framers, byte[] reply) {
        byte[] followed = Arrays.copyOf(reply, reply.length + 7);
        for (int cut = 0; cut < reply.length; cut++) {
            ReplyFramer framer = framers.get();
            if (cut > 0) {
                assertThat(framer.frame(followed, 0, cut)).as("cut at %d", cut).isEqualTo(ReplyFramer.MORE);
            }
            assertThat(framer.frame(followed, cut, followed.length))
                    .as("cut at %d", cut)
                    .isEqualTo(reply.length);
            assertThat(framer.isFinished()).isTrue();
        }
        ReplyFramer trickled = framers.get();
        for (int at = 0; at < reply.length - 1; at++) {
            assertThat(trickled.frame(followed, at, at + 1)).as("at %d", at).isEqualTo(ReplyFramer.MORE);
        }
        assertThat(trickled.frame(followed, reply.length - 1, reply.length)).isEqualTo(reply.length);
    }
}
