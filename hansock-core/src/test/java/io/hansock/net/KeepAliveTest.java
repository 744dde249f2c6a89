package io.hansock.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeepAliveTest {
    private static final Map<String, Integer> WANTED =
            Map.of("TCP_KEEPIDLE", 60, "TCP_KEEPINTERVAL", 10, "TCP_KEEPCOUNT", 3);

    /** What is silent for longer is forgotten by many a firewall: the other end must have been asked before that. */
    @Test
    void b36_aSilentConnectionIsAskedAfterAMinute() throws IOException {
        try (SocketChannel socket = SocketChannel.open()) {
            KeepAlive.on(socket);
            assertThat(socket.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
            for (SocketOption<?> option : socket.supportedOptions()) {
                if (WANTED.containsKey(option.name())) {
                    assertThat(socket.getOption(option)).as(option.name()).isEqualTo(WANTED.get(option.name()));
                }
            }
        }
    }
}
