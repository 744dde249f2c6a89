package io.hansock.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.Outcome;
import io.hansock.ProtocolException;
import io.hansock.buffer.ByteWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Outbox and inbox over a transport that takes and gives as few bytes at once as it likes. */
class FramingTest {
    private static final Session NO_SESSION = () -> null;

    private final ExchangeQueue queue = new ExchangeQueue();
    private final Semaphore room = new Semaphore(100);
    private final Pending pending = new Pending(queue, room);
    private final ArrayDeque<Exchange> inFlight = pending.inFlight;
    private final List<Integer> writes = new ArrayList<>();
    private final List<Exchange> replied = new ArrayList<>();
    private final List<Exchange> refused = new ArrayList<>();
    private final Pipe pipe = new Pipe();

    private Outbox outbox(int drainAfterBytes) {
        Outbox outbox = new Outbox(pending, NO_SESSION, () -> false, writes::add, drainAfterBytes);
        outbox.open(pipe);
        return outbox;
    }

    private Inbox inbox(int maxReplyBytes) {
        return inbox(maxReplyBytes, NO_SESSION);
    }

    private Inbox inbox(int maxReplyBytes, Session session) {
        Inbox inbox = new Inbox("test", pending, session, maxReplyBytes, new Inbox.Completion() {
            @Override
            public void replied(Exchange exchange) {
                replied.add(exchange);
            }

            @Override
            public void refused(Exchange exchange) {
                refused.add(exchange);
            }
        });
        inbox.open(pipe);
        return inbox;
    }

    private LineExchange queued(String... lines) {
        LineExchange exchange = started(lines);
        queue.add(exchange);
        return exchange;
    }

    private static LineExchange started(String... lines) {
        LineExchange exchange = new LineExchange(lines);
        exchange.start(Thread.currentThread(), 1_000_000_000L);
        return exchange;
    }

    private LineExchange inFlight(String... lines) {
        LineExchange exchange = started(lines);
        exchange.begin();
        inFlight.add(exchange);
        return exchange;
    }

    @Test
    void anySizeOfWritesSendsTheSameBytes() throws Exception {
        for (int size = 1; size < 40; size++) {
            pipe.written.reset();
            inFlight.clear();
            Outbox outbox = outbox(1 << 20);
            queued("one");
            queued("two", "three");
            queued("x".repeat(20));
            pipe.takes = size;
            int turns = 0;
            do {
                outbox.flush(pipe);
                turns++;
            } while (outbox.isBlocked());
            assertThat(pipe.text()).isEqualTo("one\ntwo\nthree\n" + "x".repeat(20) + "\n");
            assertThat(turns).isBetween((35 + size - 1) / size, (35 + size - 1) / size + 1);
            assertThat(inFlight).hasSize(3);
        }
    }

    @Test
    void aLargeRequestIsEncodedTurnByTurnAndOnceBegunIsFinished() throws Exception {
        Outbox outbox = outbox(1 << 20);
        LineExchange large = queued("x".repeat(200_000));
        LineExchange next = queued("next");
        outbox.flush(pipe);
        assertThat(pipe.written.size()).isEqualTo(Outbox.TURN_BYTES);
        assertThat(outbox.hasMore()).isTrue();
        assertThat(large.abandon(Exchange.Abandoned.DEADLINE)).isTrue();
        assertThat(large.problem("x"))
                .isInstanceOfSatisfying(
                        DeadlineException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
        int turns = 1;
        while (outbox.hasMore()) {
            outbox.flush(pipe);
            turns++;
        }
        assertThat(turns).isEqualTo(4);
        assertThat(pipe.text()).isEqualTo("x".repeat(200_000) + "\nnext\n");
        assertThat(inFlight).containsExactly(large, next);
    }

    @Test
    void oneTurnEncodesABoundedNumberOfBytes() throws Exception {
        Outbox outbox = outbox(1 << 20);
        for (int i = 0; i < 100; i++) {
            queued("x".repeat(5000));
        }
        outbox.flush(pipe);
        assertThat(pipe.written.size()).isBetween(Outbox.TURN_BYTES, Outbox.TURN_BYTES + 5001);
        assertThat(outbox.hasMore()).isTrue();
        assertThat(writes).containsExactly(inFlight.size());
    }

    @Test
    void whatWasAbandonedInTheQueueIsNotSentAndGivesItsRoomBack() throws Exception {
        room.acquire(3);
        Outbox outbox = outbox(1 << 20);
        queued("one");
        LineExchange gone = queued("gone");
        queued("two");
        gone.abandon(Exchange.Abandoned.DEADLINE);
        assertThat(gone.problem("x"))
                .isInstanceOfSatisfying(
                        DeadlineException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.NOTHING_SENT));
        outbox.flush(pipe);
        assertThat(pipe.text()).isEqualTo("one\ntwo\n");
        assertThat(room.availablePermits()).isEqualTo(98);
    }

    @Test
    void theFirstByteDecidesWhetherSomethingMayHaveLeft() throws Exception {
        Outbox outbox = outbox(1 << 20);
        LineExchange one = queued("one");
        LineExchange two = queued("two");
        LineExchange three = queued("three");
        pipe.takes = 5;
        outbox.flush(pipe);
        assertThat(outbox.mayHaveLeft(one)).isTrue();
        assertThat(outbox.mayHaveLeft(two)).isTrue();
        assertThat(outbox.mayHaveLeft(three)).isFalse();
        outbox.flush(pipe);
        assertThat(outbox.mayHaveLeft(three)).isTrue();
    }

    @Test
    void h27_sendingPausesUntilAllRepliesAreIn() throws Exception {
        Outbox outbox = outbox(1000);
        queued("x".repeat(2000));
        outbox.flush(pipe);
        LineExchange held = queued("held");
        outbox.flush(pipe);
        assertThat(outbox.isHeldBack()).isTrue();
        assertThat(outbox.hasMore()).isFalse();
        assertThat(inFlight).doesNotContain(held);
        inFlight.clear();
        outbox.flush(pipe);
        assertThat(inFlight).containsExactly(held);
    }

    @Test
    void h27_everyPieceOfALargeRequestCounts() throws Exception {
        Outbox outbox = outbox(150_000);
        queued("x".repeat(200_000));
        do {
            outbox.flush(pipe);
        } while (outbox.hasMore());
        queued("held");
        outbox.flush(pipe);
        assertThat(inFlight).hasSize(1);
        assertThat(outbox.isHeldBack()).isTrue();
    }

    @Test
    void theOpeningIsInFrontInTheSameWrite() throws Exception {
        Outbox outbox = outbox(1 << 20);
        queued("one");
        outbox.putInFront(new LineExchange("opening"));
        outbox.flush(pipe);
        assertThat(pipe.text()).isEqualTo("opening\none\n");
        assertThat(pipe.calls).isEqualTo(1);
    }

    private void receiveAll(Inbox inbox) throws IOException {
        while (!inFlight.isEmpty()) {
            inbox.receive(pipe);
        }
    }

    @Test
    void anySizeOfReadsGivesTheSameReplies() throws Exception {
        String stream = "one\ntwo\nthree\n\n" + "x".repeat(30) + "\n";
        for (int size = 1; size <= stream.length(); size++) {
            for (int first = 1; first <= stream.length(); first++) {
                LineExchange a = inFlight("?");
                LineExchange b = inFlight("?", "?");
                LineExchange c = inFlight("?");
                LineExchange d = inFlight("?");
                Inbox inbox = inbox(1 << 20);
                pipe.gives(stream, first, size);
                while (!inFlight.isEmpty()) {
                    assertThat(inbox.receive(pipe)).isPositive();
                }
                assertThat(List.of(a.raw(), b.raw(), c.raw(), d.raw()))
                        .as("%d, then %d a read", first, size)
                        .containsExactly("one\n", "two\nthree\n", "\n", "x".repeat(30) + "\n");
            }
        }
    }

    @Test
    void aReplyAboveTheLimitIsRefusedAtOnceAndReadAwayInAnyCut() throws Exception {
        for (int size = 1; size < 300; size += 7) {
            replied.clear();
            refused.clear();
            LineExchange before = inFlight("?");
            LineExchange big = inFlight("?");
            LineExchange after = inFlight("?");
            Inbox inbox = inbox(100);
            pipe.gives("before\n" + "x".repeat(500) + "\nafter\n", size, size);
            while (!inFlight.isEmpty()) {
                inbox.receive(pipe);
                if (inFlight.peek() == big && inbox.isDiscarding()) {
                    assertThat(big.ended()).isTrue();
                    assertThat(refused).containsExactly(big);
                }
            }
            assertThat(before.raw()).isEqualTo("before\n");
            assertThat(big.problem("x")).hasMessageContaining("max-reply-size");
            assertThat(big.canDrive()).as("its owner may be gone").isFalse();
            assertThat(after.raw()).isEqualTo("after\n");
            assertThat(replied).containsExactly(before, big, after);
        }
    }

    @Test
    void theReplyToOneWhoLeftIsReadAwayInAnyCut() throws Exception {
        for (int size = 1; size < 30; size++) {
            LineExchange gone = inFlight("?");
            LineExchange next = inFlight("?");
            Inbox inbox = inbox(100);
            pipe.gives("gone and away\nnext\n", size, size);
            inbox.receive(pipe);
            gone.abandon(Exchange.Abandoned.DEADLINE);
            receiveAll(inbox);
            assertThat(next.raw()).isEqualTo("next\n");
        }
    }

    @Test
    void bytesThatAnswerNothingAreAProtocolError() {
        inFlight("?");
        Inbox inbox = inbox(100);
        pipe.gives("answer\nmore", 11, 11);
        assertThatThrownBy(() -> inbox.receive(pipe)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void aGoodbyeBehindTheLastAnswerLeavesTheAnswerAsItIs() {
        LineExchange last = inFlight("?");
        Polite session = new Polite();
        Inbox inbox = inbox(100, session);
        pipe.gives("answer\nbye\n", 11, 11);
        assertThatThrownBy(() -> inbox.receive(pipe)).isSameAs(session.goodbye);
        assertThat(last.text()).isEqualTo("answer");
    }

    @Test
    void aGoodbyeOutOfTurnIsWhyTheConnectionEnds() {
        Polite session = new Polite();
        Inbox inbox = inbox(100, session);
        pipe.gives("bye\n", 4, 4);
        assertThatThrownBy(() -> inbox.receive(pipe)).isSameAs(session.goodbye);
    }

    /** Knows one goodbye. */
    private static final class Polite implements Session {
        final ChannelLostException goodbye =
                new ChannelLostException("test", Outcome.NOTHING_SENT, "the server said goodbye", null);

        @Override
        public @Nullable Exchange opening() {
            return null;
        }

        @Override
        public @Nullable HansockException goodbye(byte[] bytes, int from, int to) {
            return new String(bytes, from, to - from, ISO_8859_1).equals("bye\n") ? goodbye : null;
        }
    }

    @Test
    void aReplyWithMoreBehindItThanWasAskedForIsNobodys() {
        LineExchange first = inFlight("?");
        LineExchange last = inFlight("?");
        Inbox inbox = inbox(100);
        pipe.gives("first\nunasked\nlast\n", 19, 19);
        assertThatThrownBy(() -> inbox.receive(pipe)).isInstanceOf(ProtocolException.class);
        assertThat(first.text()).isEqualTo("first");
        assertThat(last.ended()).isFalse();
    }

    @Test
    void whatHasArrivedStaysWithTheOneThatFails() throws Exception {
        LineExchange head = inFlight("?", "?");
        Inbox inbox = inbox(100);
        pipe.gives("one\ntw", 6, 6);
        inbox.receive(pipe);
        inbox.failHead(head, new Failure("test", "broken", null), Outcome.UNKNOWN);
        assertThat(head.problem("x")).isInstanceOf(ChannelLostException.class);
        assertThat(head.raw()).isEqualTo("one\ntw");
    }

    private JointExchange joint(String key) {
        return joint(key, 1);
    }

    private JointExchange joint(String key, int worthSending) {
        JointExchange exchange = new JointExchange(key, worthSending);
        exchange.start(Thread.currentThread(), 1_000_000_000L);
        queue.add(exchange);
        return exchange;
    }

    @Test
    void thoseAlikeAreAskedForTogetherAndHaveOneReply() throws Exception {
        Outbox outbox = outbox(1 << 20);
        JointExchange a = joint("a");
        JointExchange gone = joint("gone");
        JointExchange b = joint("b");
        LineExchange other = queued("other");
        JointExchange c = joint("c");
        gone.abandon(Exchange.Abandoned.DEADLINE);
        outbox.flush(pipe);
        assertThat(pipe.text()).isEqualTo("a+b\nother\nc\n");
        assertThat(writes).containsExactly(4);
        assertThat(room.availablePermits()).as("that of the one that was gone").isEqualTo(101);
        assertThat(outbox.mayHaveLeft(b)).isTrue();
        Inbox inbox = inbox(100);
        pipe.gives("ab\n-\nc\n", 1, 2);
        receiveAll(inbox);
        assertThat(List.of(a.raw(), b.raw(), other.raw(), c.raw())).containsExactly("ab\n", "ab\n", "-\n", "c\n");
        assertThat(replied).containsExactly(a, b, other, c);
    }

    @Test
    void whoGivesUpLeavesTheReplyToTheOthers() throws Exception {
        for (boolean first : new boolean[] {true, false}) {
            Outbox outbox = outbox(1 << 20);
            JointExchange a = joint("a");
            JointExchange b = joint("b");
            outbox.flush(pipe);
            Inbox inbox = inbox(100);
            pipe.gives("ab\n", 1, 1);
            inbox.receive(pipe);
            (first ? a : b).abandon(Exchange.Abandoned.DEADLINE);
            assertThat(pending.owesOnlyUnwanted()).isFalse();
            receiveAll(inbox);
            assertThat((first ? b : a).raw()).isEqualTo("ab\n");
        }
    }

    @Test
    void whatAllHaveGivenUpIsReadAway() throws Exception {
        Outbox outbox = outbox(1 << 20);
        JointExchange a = joint("a");
        JointExchange b = joint("b");
        outbox.flush(pipe);
        a.abandon(Exchange.Abandoned.DEADLINE);
        b.abandon(Exchange.Abandoned.CANCELLED);
        assertThat(pending.owesOnlyUnwanted()).isTrue();
        LineExchange next = queued("next");
        outbox.flush(pipe);
        Inbox inbox = inbox(100);
        pipe.gives("ab\nnext\n", 2, 2);
        receiveAll(inbox);
        assertThat(next.raw()).isEqualTo("next\n");
        assertThat(replied).containsExactly(a, b, next);
    }

    @Test
    void aReplyAboveTheLimitIsRefusedToAllThatShareIt() throws Exception {
        Outbox outbox = outbox(1 << 20);
        JointExchange a = joint("a");
        JointExchange b = joint("b");
        outbox.flush(pipe);
        LineExchange next = queued("next");
        outbox.flush(pipe);
        Inbox inbox = inbox(10);
        pipe.gives("x".repeat(50) + "\nnext\n", 7, 7);
        receiveAll(inbox);
        assertThat(a.problem("x")).hasMessageContaining("max-reply-size");
        assertThat(b.problem("x")).hasMessageContaining("max-reply-size");
        assertThat(refused).containsExactly(a, b);
        assertThat(next.raw()).isEqualTo("next\n");
    }

    @Test
    void aSharedReplyWithMoreBehindItThanWasAskedForIsNobodys() throws Exception {
        Outbox outbox = outbox(1 << 20);
        JointExchange a = joint("a");
        JointExchange b = joint("b");
        outbox.flush(pipe);
        Inbox inbox = inbox(100);
        pipe.gives("ab\nmore\n", 8, 8);
        assertThatThrownBy(() -> inbox.receive(pipe)).isInstanceOf(ProtocolException.class);
        assertThat(a.ended() || b.ended()).isFalse();
    }

    @Test
    void whatIsBetterSentTogetherWaitsForAnswersOrForEnough() throws Exception {
        Outbox outbox = outbox(1 << 20);
        JointExchange first = joint("a", 3);
        outbox.flush(pipe);
        joint("b", 3);
        outbox.flush(pipe);
        assertThat(pipe.text()).isEqualTo("a\n");
        assertThat(outbox.hasMore()).as("a turn would send it").isFalse();
        joint("c", 3);
        joint("d", 3);
        outbox.flush(pipe);
        assertThat(pipe.text()).as("three are enough").isEqualTo("a\nb+c+d\n");
        joint("e", 3);
        inFlight.clear();
        outbox.flush(pipe);
        assertThat(pipe.text()).as("nothing is awaited").isEqualTo("a\nb+c+d\ne\n");
        assertThat(first.ended()).isFalse();
    }

    @Test
    void whatCannotGoTogetherIsNotHeld() throws Exception {
        Outbox outbox = outbox(1 << 20);
        joint("a", 3);
        outbox.flush(pipe);
        joint("b", 3);
        queued("other");
        outbox.flush(pipe);
        assertThat(pipe.text()).isEqualTo("a\nb\nother\n");
    }

    @Test
    void aLineIsPatientSinceTheLastOfThoseWhoShareTheReplyHasLeft() throws Exception {
        Outbox outbox = outbox(1 << 20);
        JointExchange leader = joint("a");
        JointExchange last = joint("b");
        last.start(Thread.currentThread(), 60_000_000_000L);
        outbox.flush(pipe);
        leader.start(Thread.currentThread(), -60_000_000_000L);
        assertThat(pending.overSince(leader)).isZero();
        last.start(Thread.currentThread(), -1);
        assertThat(pending.overSince(leader)).isPositive().isLessThan(60_000_000_000L);
    }

    @Test
    void onAFarLineNothingWaits() throws Exception {
        Outbox outbox = new Outbox(pending, NO_SESSION, () -> true, writes::add, 1 << 20);
        outbox.open(pipe);
        joint("a", 3);
        outbox.flush(pipe);
        joint("b", 3);
        outbox.flush(pipe);
        assertThat(pipe.text()).isEqualTo("a\nb\n");
    }

    /** Asks for others of its kind in its own line. */
    private static final class JointExchange extends LineExchange {
        private final StringBuilder keys;
        private final int worthSending;

        JointExchange(String key, int worthSending) {
            super("?");
            this.keys = new StringBuilder(key);
            this.worthSending = worthSending;
        }

        @Override
        protected boolean isLike(Exchange other) {
            return other instanceof JointExchange;
        }

        @Override
        protected boolean canAskFor(Exchange other, Session session) {
            return true;
        }

        @Override
        protected void askFor(Exchange other) {
            keys.append('+').append(((JointExchange) other).keys);
        }

        @Override
        protected int worthSending(Session session) {
            return worthSending;
        }

        @Override
        protected boolean encode(ByteWriter out, Session session) {
            byte[] line = keys.append('\n').toString().getBytes(ISO_8859_1);
            out.put(line, 0, line.length);
            return true;
        }
    }

    @Test
    void aLargeReplyIsHandedOverWhole() throws Exception {
        LineExchange large = inFlight("?");
        LineExchange next = inFlight("?");
        Inbox inbox = inbox(10 << 20);
        pipe.gives("x".repeat(3_000_000) + "\nnext\n", 60_000, 60_000);
        receiveAll(inbox);
        assertThat(large.text()).isEqualTo("x".repeat(3_000_000));
        assertThat(next.text()).isEqualTo("next");
    }

    @Test
    void theQueueIsFirstInFirstOutHoweverItIsLookedAt() {
        List<LineExchange> all = new ArrayList<>();
        List<Exchange> taken = new ArrayList<>();
        for (int round = 0; round < 64; round++) {
            for (int i = 0; i < round % 4; i++) {
                all.add(queued("x"));
            }
            if (round % 3 == 0) {
                queue.collect();
                assertThat(queue.hasNew()).isFalse();
            }
            if (round % 2 == 0 && queue.peek() != null) {
                taken.add(queue.poll());
            }
        }
        for (Exchange exchange = queue.poll(); exchange != null; exchange = queue.poll()) {
            taken.add(exchange);
        }
        assertThat(taken).isEqualTo(all);
        assertThat(queue.hasNew() || queue.hasOld()).isFalse();
    }

    private static final class Pipe implements Transport {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private int takes = Integer.MAX_VALUE;
        private int calls;
        private byte[] given = {};
        private int at;
        private int next;
        private int then;

        void gives(String stream, int first, int size) {
            given = stream.getBytes(ISO_8859_1);
            at = 0;
            next = first;
            then = size;
        }

        String text() {
            return written.toString(ISO_8859_1);
        }

        @Override
        public int read(ByteBuffer target) {
            int length = Math.min(next, given.length - at);
            target.put(given, at, length);
            at += length;
            next = then;
            return length;
        }

        @Override
        public int write(ByteBuffer source) {
            calls++;
            int length = Math.min(takes, source.remaining());
            for (int i = 0; i < length; i++) {
                written.write(source.get());
            }
            return length;
        }
    }
}
