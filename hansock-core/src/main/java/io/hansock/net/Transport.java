package io.hansock.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The seam under a channel: non-blocking reads and writes of plain bytes, whatever they look like on the wire. */
interface Transport {
    /** Reads what is there; 0 if nothing is, -1 at the end of the stream. */
    int read(ByteBuffer target) throws IOException;

    /** Writes what fits and returns how many bytes of {@code source} that were. */
    int write(ByteBuffer source) throws IOException;

    /** A transport that puts the bytes on the wire as they are. */
    static Transport plain(SocketChannel socket) {
        return new Transport() {
            @Override
            public int read(ByteBuffer target) throws IOException {
                return socket.read(target);
            }

            @Override
            public int write(ByteBuffer source) throws IOException {
                return socket.write(source);
            }
        };
    }
}
