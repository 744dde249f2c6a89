package io.hansock.net;

import static io.hansock.net.Rig.SECOND;
import static io.hansock.net.Rig.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A caller that drives takes the answers of others along, but not for ever once it has its own. */
@Timeout(20)
class DrivingForOthersTest {
    private static final int ANSWER_BYTES = 64;

    /** What one read brings, and as much again for what one turn sends. */
    private static final int MOST_ANSWERS = 2 * Outbox.TURN_BYTES / ANSWER_BYTES;

    private static final int DRIVES = 100;

    private final LineServer server = LineServer.onTcp();
    private final Rig rig = new Rig();
    private final AtomicBoolean over = new AtomicBoolean();

    /** The driver whose own answer is in and whose call has not returned. */
    private volatile @Nullable Thread leaving;

    private int forOthers;

    @AfterEach
    void close() {
        over.set(true);
        rig.close();
        server.close();
    }

    @Test
    void aDriverWhoseAnswerIsInTakesNoMoreThanOneTurnAlong() throws Exception {
        Channel channel = rig.channel(server);
        call(channel, "e");
        List<CompletableFuture<Void>> others = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            others.add(Rig.runInThread(() -> flood(() -> channel.submit(new Other(), 8 * SECOND))));
            others.add(Rig.runInThread(() -> flood(() -> channel.call(new Other(), 8 * SECOND))));
        }
        await().until(() -> channel.pending() > MOST_ANSWERS);
        int drives = 0;
        int most = 0;
        while (drives < DRIVES) {
            forOthers = 0;
            Own own = new Own();
            channel.call(own, 8 * SECOND);
            leaving = null;
            if (own.driven) {
                drives++;
                most = Math.max(most, forOthers);
            }
        }
        over.set(true);
        for (CompletableFuture<Void> other : others) {
            other.get();
        }
        assertThat(most).as("others were behind it, and it left them").isBetween(1, MOST_ANSWERS);
    }

    private void flood(Runnable one) {
        while (!over.get()) {
            one.run();
        }
    }

    private static String line() {
        return "e" + "x".repeat(ANSWER_BYTES - 1);
    }

    /** Tells when its answer is in while its own caller drives. */
    private final class Own extends LineExchange {
        private final Thread caller = Thread.currentThread();
        private volatile boolean driven;

        Own() {
            super(line());
        }

        @Override
        protected int frame(byte[] bytes, int from, int to, Session session) {
            int end = super.frame(bytes, from, to, session);
            if (end >= 0 && Thread.currentThread() == caller) {
                driven = true;
                leaving = caller;
            }
            return end;
        }
    }

    /** Counts itself if the one who leaves takes its answer along. */
    private final class Other extends LineExchange {
        Other() {
            super(line());
        }

        @Override
        protected int frame(byte[] bytes, int from, int to, Session session) {
            int end = super.frame(bytes, from, to, session);
            if (end >= 0 && Thread.currentThread() == leaving) {
                forOthers++;
            }
            return end;
        }
    }
}
