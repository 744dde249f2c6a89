package io.hansock.net;

import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the server's kernel at once what has arrived. HandlerSocket leaves Nagle's algorithm on: after the beginning of an answer it
 * sends the rest only when that beginning is acknowledged, and Linux acknowledges by what is sent next, or else after 40 ms. A driver
 * that waits for the rest sends nothing, so it has to ask for the acknowledgement.
 */
final class Acknowledgement {
    private static final Logger LOG = LoggerFactory.getLogger(Acknowledgement.class);
    private static final String QUICK_ACK = "TCP_QUICKACK";

    private @Nullable SocketOption<Boolean> quickAck;

    /** Bytes have come and nothing was sent since. */
    private boolean owed;

    private Acknowledgement(@Nullable SocketOption<Boolean> quickAck) {
        this.quickAck = quickAck;
    }

    /** For this socket; one that does nothing where the system has no such option, as for Unix sockets. */
    @SuppressWarnings("unchecked")
    static Acknowledgement on(SocketChannel socket) {
        // by its name: its class is in jdk.net, which a run-time image may lack
        return new Acknowledgement((SocketOption<Boolean>) socket.supportedOptions().stream()
                .filter(option -> option.name().equals(QUICK_ACK) && option.type() == Boolean.class)
                .findFirst()
                .orElse(null));
    }

    void received() {
        owed = true;
    }

    /** What is sent acknowledges all that came before. */
    void sent() {
        owed = false;
    }

    /** Before a wait for more. It only makes things faster, so a refusal harms nobody. */
    void giveTo(SocketChannel socket) {
        if (owed && quickAck != null) {
            owed = false;
            try {
                socket.setOption(quickAck, true);
            } catch (IOException e) {
                LOG.debug("no quick acknowledgements", e);
                quickAck = null;
            }
        }
    }
}
