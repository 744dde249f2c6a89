package io.hansock.net;

import static io.hansock.net.Rig.SECOND;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.testing.Stopwatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A server that leaves Nagle's algorithm on and answers in two pieces: the second waits until the first is acknowledged. */
@EnabledOnOs(OS.LINUX)
class AcknowledgementTest {
    private static final int CALLS = 100;

    /** Half of what so many acknowledgements take that each come 40 ms late. */
    private static final Duration BOUND = Duration.ofMillis(20).multipliedBy(CALLS);

    private final Rig rig = new Rig();
    private ServerSocket listener;
    private Channel channel;

    @BeforeEach
    void start() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread server = new Thread(this::serve, "two-pieces");
        server.setDaemon(true);
        server.start();
        channel = rig.channel(new Address.Tcp(listener.getInetAddress().getHostAddress(), listener.getLocalPort()));
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
        listener.close();
    }

    @Test
    void aDriverDoesNotWaitForADelayedAcknowledgement() {
        Stopwatch stopwatch = Stopwatch.start();
        for (int i = 0; i < CALLS; i++) {
            assertThat(Rig.call(channel, "e")).isEqualTo("both");
        }
        assertThat(stopwatch.awake()).isLessThan(BOUND);
    }

    @Test
    void norDoesTheThreadThatDrivesForFutures() throws Exception {
        Stopwatch stopwatch = Stopwatch.start();
        for (int i = 0; i < CALLS; i++) {
            assertThat(Rig.submit(channel, "e", 5 * SECOND).future.get(10, TimeUnit.SECONDS))
                    .isEqualTo("both");
        }
        assertThat(stopwatch.awake()).isLessThan(BOUND);
    }

    private void serve() {
        try (Socket socket = listener.accept()) {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            OutputStream out = socket.getOutputStream();
            while (in.readLine() != null) {
                out.write("bo".getBytes(US_ASCII));
                out.write("th\n".getBytes(US_ASCII));
            }
        } catch (IOException e) {
            // the test has ended
        }
    }
}
