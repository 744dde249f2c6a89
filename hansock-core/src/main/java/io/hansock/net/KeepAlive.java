package io.hansock.net;

import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the system ask on connections that are silent whether the other end is still there. Firewalls and address translators forget
 * connections after some minutes without a word; systems ask after two hours unless they are told otherwise. Then each idle connection
 * would be found dead by a caller, after all of its timeout; so it ends while it is idle, and mostly does not die at all.
 */
final class KeepAlive {
    private static final Logger LOG = LoggerFactory.getLogger(KeepAlive.class);

    /** After a minute of silence, and then every ten seconds, three times. By name: the class is in jdk.net, which an image may lack. */
    private static final Map<String, Integer> OPTIONS =
            Map.of("TCP_KEEPIDLE", 60, "TCP_KEEPINTERVAL", 10, "TCP_KEEPCOUNT", 3);

    private KeepAlive() {}

    /** Asks for it; what a system does not know or refuses stays as it is. */
    @SuppressWarnings("unchecked")
    static void on(SocketChannel socket) throws IOException {
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        for (SocketOption<?> option : socket.supportedOptions()) {
            Integer value = OPTIONS.get(option.name());
            if (value != null && option.type() == Integer.class) {
                try {
                    socket.setOption((SocketOption<Integer>) option, value);
                } catch (IOException | UnsupportedOperationException e) {
                    LOG.debug("no {}", option.name(), e);
                }
            }
        }
    }
}
