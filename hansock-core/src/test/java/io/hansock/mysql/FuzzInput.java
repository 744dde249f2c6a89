package io.hansock.mysql;

import io.hansock.buffer.ByteReader;

/**
 * What a fuzzer has made up, taken apart: bytes that choose, and behind them what a server is to say. It never fails: where nothing is
 * left, zeros are.
 */
final class FuzzInput {
    private final ByteReader in;

    FuzzInput(byte[] input) {
        in = new ByteReader(input);
    }

    /** One byte that chooses. */
    int choice() {
        return in.hasRemaining() ? in.uint8() : 0;
    }

    boolean hasRemaining() {
        return in.hasRemaining();
    }

    /** At most so many bytes. */
    byte[] bytes(int length) {
        return in.bytes(Math.min(length, in.remaining()));
    }

    /** All that is left, as it is. */
    byte[] rest() {
        return in.restBytes();
    }
}
