package io.hansock.net;

import static io.hansock.net.Rig.MILLI;
import static io.hansock.net.Rig.call;
import static io.hansock.net.Rig.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hansock.DeadlineException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is in flight on a channel and what is still queued, told apart. */
@Timeout(20)
class UnderWayTest {
    private final LineServer server = LineServer.onTcp();
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
        server.close();
    }

    private static void awaitUnderWay(Channel channel, int queued, int inFlight) {
        await().untilAsserted(() ->
                assertThat(List.of(channel.queued(), channel.inFlight())).containsExactly(queued, inFlight));
    }

    @Test
    void whatIsWrittenAndUnansweredIsInFlight() throws Exception {
        Channel channel = rig.channel(server);
        awaitUnderWay(channel, 0, 0);
        LineExchange first = submit(channel, "dheard");
        LineExchange second = submit(channel, "eunheard");
        awaitUnderWay(channel, 0, 2);
        server.listenAgain();
        assertThat(first.future.get()).isEqualTo("heard");
        assertThat(second.future.get()).isEqualTo("unheard");
        awaitUnderWay(channel, 0, 0);
    }

    @Test
    void whatHasToWaitForTheLineIsQueued() throws Exception {
        rig.drainAfterBytes = 1;
        Channel channel = rig.channel(server);
        List<LineExchange> all = new ArrayList<>();
        all.add(submit(channel, "dslow"));
        awaitUnderWay(channel, 0, 1);
        all.add(submit(channel, "eb"));
        all.add(submit(channel, "ec"));
        awaitUnderWay(channel, 2, 1);
        server.listenAgain();
        for (LineExchange one : all) {
            one.future.get();
        }
        awaitUnderWay(channel, 0, 0);
    }

    @Test
    void whoWaitsForRoomIsQueuedToo() throws Exception {
        rig.drainAfterBytes = 1;
        rig.maxPending = 2;
        Channel channel = rig.channel(server);
        List<CompletableFuture<String>> callers = new ArrayList<>();
        callers.add(Rig.inThread(() -> call(channel, "dslow")));
        awaitUnderWay(channel, 0, 1);
        for (int i = 0; i < 4; i++) {
            callers.add(Rig.inThread(() -> call(channel, "e")));
        }
        awaitUnderWay(channel, 4, 1);
        server.listenAgain();
        for (CompletableFuture<String> caller : callers) {
            caller.get();
        }
        awaitUnderWay(channel, 0, 0);
    }

    @Test
    void theSessionsOwnOpeningIsNobodys() throws Exception {
        rig.session = () -> new LineExchange("dopening");
        Channel channel = rig.channel(server);
        LineExchange command = submit(channel, "e");
        await().until(() -> server.lines() == 1);
        awaitUnderWay(channel, 0, 1);
        server.listenAgain();
        command.future.get();
        awaitUnderWay(channel, 0, 0);
    }

    @Test
    void whatWasGivenUpIsInFlightUntilItsAnswerHasCome() {
        Channel channel = rig.channel(server);
        assertThatThrownBy(() -> call(channel, "dlate", 50 * MILLI)).isInstanceOf(DeadlineException.class);
        awaitUnderWay(channel, 0, 1);
        server.listenAgain();
        awaitUnderWay(channel, 0, 0);
    }

    @Test
    void nothingIsUnderWayOnALineThatHasEnded() {
        rig.drainAfterBytes = 1;
        Channel channel = rig.channel(server);
        submit(channel, "s");
        awaitUnderWay(channel, 0, 1);
        submit(channel, "e");
        awaitUnderWay(channel, 1, 1);
        server.closeAll();
        awaitUnderWay(channel, 0, 0);
    }
}
