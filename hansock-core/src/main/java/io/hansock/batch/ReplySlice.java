package io.hansock.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Some of the bytes that a server sent, which are never changed. */
@SuppressWarnings("ArrayRecordComponent") // never compared, handed out as copies
record ReplySlice(byte[] bytes, int from, int to) {
    int length() {
        return to - from;
    }

    byte[] copy() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** In UTF-8, malformed bytes as U+FFFD. */
    String text() {
        return new String(bytes, from, length(), UTF_8);
    }

    ReplyTokens tokens() {
        return new ReplyTokens(bytes, from, to);
    }
}
