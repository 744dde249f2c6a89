package io.hansock.sql;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** Breaks off at once. */
final class BrokenStream extends InputStream {
    private BrokenStream() {}

    /** Some bytes, and then no end but a failure. */
    static InputStream behind(byte[] bytes) {
        return new SequenceInputStream(new ByteArrayInputStream(bytes), new BrokenStream());
    }

    @Override
    public int read() throws IOException {
        throw new IOException("broken");
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        throw new IOException("broken");
    }
}
