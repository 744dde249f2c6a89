package io.hansock.mysql;

import java.util.Arrays;

/** Which answers the commands of one request have, in order. For the owner of a {@link ReplyFramer}. */
final class ReplyPlan {
    private static final int FEW = 4;

    private Expected[] answers = new Expected[FEW];
    private byte[] sequences = new byte[FEW];
    private int size;
    private int taken;

    void clear() {
        size = 0;
        taken = 0;
    }

    void add(Expected answer, int firstSequence) {
        if (size == answers.length) {
            answers = Arrays.copyOf(answers, 2 * size);
            sequences = Arrays.copyOf(sequences, 2 * size);
        }
        answers[size] = answer;
        sequences[size] = (byte) firstSequence;
        size++;
    }

    int size() {
        return size;
    }

    /** How many have not been taken. */
    int left() {
        return size - taken;
    }

    boolean hasNext() {
        return taken < size;
    }

    Expected next() {
        return answers[taken++];
    }

    /** The id of the first packet of the answer taken last. */
    int sequence() {
        return sequences[taken - 1] & 0xff;
    }
}
