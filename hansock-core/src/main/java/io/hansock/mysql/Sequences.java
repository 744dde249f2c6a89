package io.hansock.mysql;

import java.util.Arrays;

/** The sequence ids with which the answers to the commands of one request begin, in order. */
final class Sequences {
    private static final int FEW = 8;

    private byte[] ids = new byte[FEW];
    private int count;
    private int taken;

    void clear() {
        count = 0;
        taken = 0;
    }

    int add(int sequence) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, 2 * count);
        }
        ids[count++] = (byte) sequence;
        return sequence;
    }

    int count() {
        return count;
    }

    int next() {
        return ids[taken++] & 0xff;
    }
}
