package io.hansock.mysql;

import org.jspecify.annotations.Nullable;

/** Reads the next piece of a reply into the array of a piece that is not needed any more. */
final class PieceExchange extends CommandExchange {
    /** Pieces differ by a row or so: the second array then fits all the others. */
    private static final int SPARE_BYTES = 4 << 10;

    private final byte[] room;

    PieceExchange(byte[] request, ReplyFramer framer, byte[] room, @Nullable Runnable whenEnded) {
        super(request, 0, framer, whenEnded);
        this.room = room;
    }

    @Override
    protected byte[] room(int bytes) {
        return bytes <= room.length ? room : new byte[bytes + SPARE_BYTES];
    }
}
