package io.hansock.net;

import io.hansock.buffer.ByteReader;
import io.hansock.buffer.ByteWriter;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

/**
 * The conversation that has to end well before anything else goes over a new connection. It does no I/O: it is shown what has
 * arrived and says what to send. The channel's connect timeout covers it, TLS included. All calls come under the wheel, from one
 * thread at a time, and see what the one before left.
 *
 * <p>Any method may throw a {@link io.hansock.HansockException}: the connection ends, and everything that was queued for it fails
 * with an exception of that kind, nothing of it having been sent.
 */
public interface Handshake {
    /** How many bytes of an unfinished message may wait; a server that sends more without a pause is no server. */
    int MOST_UNREAD = 64 << 10;

    /** What is to happen when everything in {@code out} is on its way. */
    enum Next {
        /** More must arrive first. */
        RECEIVE,
        /** TLS begins. Nothing may have arrived that was not consumed: it would have come unprotected. */
        START_TLS,
        /** The connection is ready. Nothing may have arrived that was not consumed. */
        DONE
    }

    /**
     * Goes on. Called at first when nothing has arrived, then whenever more has, and once after {@link #encrypted}.
     *
     * @param received what has arrived and was not consumed yet; where it stands afterwards says how much was. Good for this call
     * @param out to append to what is to be sent
     */
    Next advance(ByteReader received, ByteWriter out);

    /** The engine of the TLS that begins now, in client mode, with everything set that it is to check. Asked once. */
    SSLEngine startTls();

    /** TLS has begun: all that was to be checked is, and from now on everything goes through it. */
    void encrypted(SSLSession tls);

    /** What all that follows goes through; {@code plain} itself unless it is compressed or the like. Asked once, when done. */
    default Transport wrap(Transport plain) {
        return plain;
    }

    /** Called once when it is over, well or not: the place to wipe secrets. Must not throw. */
    default void wipe() {}
}
