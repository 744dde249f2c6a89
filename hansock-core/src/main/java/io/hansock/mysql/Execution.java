package io.hansock.mysql;

import io.hansock.buffer.ByteWriter;
import io.hansock.buffer.LittleEndian;
import io.hansock.wire.Spares;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement and its parameters, once or several times: COM_STMT_EXECUTE messages without the statement's id, which each channel
 * has of its own. They are shared by all attempts at it, of which only one at a time is being sent.
 */
final class Execution {
    /** What each execution answers, unless with an error. */
    enum Answer {
        /** Rows. */
        ROWS,
        /** How many rows were met. */
        COUNT,
        /** The id that was generated, or the one that {@code last_insert_id(…)} was given. */
        ID
    }

    private static final int TYPICAL = 256;
    private static final int LARGEST = Integer.MAX_VALUE - 8;
    private static final int NO_FLAGS = 0;
    private static final int NO_ID = 0;

    /** The sequence id of the answer to a message that is one packet. */
    private static final int ONE_PACKET = 1;

    private static final Spares<ByteWriter> WRITERS = new Spares<>(() -> new ByteWriter(TYPICAL, LARGEST));

    /** Behind the header and the command's code. */
    private static final int ID_OFFSET = PacketWriter.HEADER + 1;

    /** Where the bits of the NULLs are: behind the id, the flags and the number of iterations. */
    private static final int NULLS_OFFSET = ID_OFFSET + 4 + 1 + 4;

    final String sql;
    final Answer answer;
    final int count;
    final byte[] request;

    private final int parameters;

    /** How many bytes the longest of the messages has, headers included. */
    final int longest;

    /** A refusal leaves nothing of it done. Set before it is sent. */
    boolean undoneIfRefused;

    /** The sequence ids with which the answers begin; null where that is 1 for all: no message is longer than a packet. */
    private final byte @Nullable [] sequences;

    private Execution(
            String sql,
            Answer answer,
            int count,
            int parameters,
            byte[] request,
            int longest,
            byte @Nullable [] sequences) {
        this.sql = sql;
        this.answer = answer;
        this.undoneIfRefused = answer == Answer.ROWS;
        this.count = count;
        this.parameters = parameters;
        this.request = request;
        this.longest = longest;
        this.sequences = sequences;
    }

    static Execution once(String sql, Answer answer, List<? extends @Nullable Object> parameters) {
        ByteWriter out = WRITERS.take();
        try {
            byte[] sequences = null;
            int sequence = write(parameters, out);
            if (sequence != ONE_PACKET) {
                sequences = new byte[] {(byte) sequence};
            }
            return new Execution(sql, answer, 1, parameters.size(), out.toByteArray(), out.size(), sequences);
        } finally {
            out.reset();
            WRITERS.give(out);
        }
    }

    static Execution each(String sql, Answer answer, List<? extends List<? extends @Nullable Object>> given) {
        List<? extends List<? extends @Nullable Object>> parameterSets = LikeKinds.of(given);
        ByteWriter out = WRITERS.take();
        try {
            int count = parameterSets.size();
            byte[] sequences = null;
            int longest = 0;
            for (int i = 0; i < count; i++) {
                int start = out.size();
                int sequence = write(parameterSets.get(i), out);
                longest = Math.max(longest, out.size() - start);
                if (sequence != ONE_PACKET && sequences == null) {
                    sequences = new byte[count];
                    Arrays.fill(sequences, (byte) ONE_PACKET);
                }
                if (sequences != null) {
                    sequences[i] = (byte) sequence;
                }
            }
            int parameters = count == 0 ? 0 : parameterSets.get(0).size();
            return new Execution(sql, answer, count, parameters, out.toByteArray(), longest, sequences);
        } finally {
            out.reset();
            WRITERS.give(out);
        }
    }

    private static int write(List<? extends @Nullable Object> parameters, ByteWriter out) {
        int start = Command.beginExecute(out, NO_ID, NO_FLAGS);
        BinaryParameters.encode(parameters, out);
        return PacketWriter.end(out, start, 0);
    }

    /** The sequence id with which the answer to execution number {@code i} begins. */
    int sequence(int i) {
        byte[] known = sequences;
        return known == null ? ONE_PACKET : known[i] & 0xff;
    }

    /** Names the statement in all messages. */
    void address(int statement) {
        for (int at = 0; at < request.length; at = behindMessage(at)) {
            LittleEndian.set32(request, at + ID_OFFSET, statement);
        }
    }

    /** Of which kind each parameter is, alike in all messages; NULL where it is nothing else in any. */
    ParameterKind[] kinds() {
        ParameterKind[] kinds = new ParameterKind[parameters];
        Arrays.fill(kinds, ParameterKind.NULL);
        for (int at = 0; parameters > 0 && at < request.length; at = behindMessage(at)) {
            // one byte says that types follow
            int types = at + NULLS_OFFSET + (parameters + Byte.SIZE - 1) / Byte.SIZE + 1;
            for (int i = 0; i < parameters; i++) {
                if (kinds[i] == ParameterKind.NULL) {
                    kinds[i] = ParameterType.kind(request[types + 2 * i] & 0xff);
                }
            }
        }
        return kinds;
    }

    private int behindMessage(int from) {
        int at = from;
        while (true) {
            int length = (request[at] & 0xff) | (request[at + 1] & 0xff) << 8 | (request[at + 2] & 0xff) << 16;
            at += PacketWriter.HEADER + length;
            if (length < PacketWriter.LONGEST) {
                return at;
            }
        }
    }
}
