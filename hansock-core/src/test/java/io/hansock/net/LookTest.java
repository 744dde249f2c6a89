package io.hansock.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A look tells whether a channel lives at this very moment. */
@Timeout(20)
class LookTest {
    private final LineServer server = LineServer.onTcp();
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
        server.close();
    }

    @Test
    void everyLookReadsHoweverShortTheLastOneIsAgo() {
        AtomicInteger reads = new AtomicInteger();
        try (Front front = Front.of(server, client -> {
            Front.say(client, "hello\n");
            Front.hear(client);
            Front.say(client, "ok\n");
            return client;
        })) {
            rig.session = HelloHandshake.session(
                    () -> new HelloHandshake("login", null, plain -> new CountedReads(plain, reads)));
            Channel channel = rig.channel(front.address());
            assertThat(Rig.call(channel, "ehello")).isEqualTo("hello");
            int looks = 0;
            int before = reads.get();
            for (int i = 0; i < 100; i++) {
                looks += channel.look() ? 1 : 0;
            }
            assertThat(looks).isPositive();
            assertThat(reads.get() - before).isGreaterThanOrEqualTo(looks);
            assertThat(channel.isClosed()).isFalse();
        }
    }

    @Test
    void aLookConnectsToNothing() {
        Channel channel = rig.channel(server);
        assertThat(channel.look()).isTrue();
        assertThat(channel.isClosed()).isFalse();
        assertThat(Rig.call(channel, "ehello")).isEqualTo("hello");
        assertThat(server.accepted()).isEqualTo(1);
        Channel unused = rig.channel(server);
        unused.look();
        assertThat(unused.line().isConnected() || unused.line().socket() != null)
                .isFalse();
    }

    /** Lays nothing over a transport, but counts. */
    private static final class CountedReads implements Transport {
        private final Transport plain;
        private final AtomicInteger reads;

        CountedReads(Transport plain, AtomicInteger reads) {
            this.plain = plain;
            this.reads = reads;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            reads.incrementAndGet();
            return plain.read(target);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return plain.write(source);
        }
    }
}
