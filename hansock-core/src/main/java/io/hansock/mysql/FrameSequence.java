package io.hansock.mysql;

import io.hansock.ProtocolException;
import java.util.ArrayDeque;

/**
 * The sequence ids of compressed frames. They are not those of the packets within: a command's first frame is number 0, the next
 * frame is one more whoever sends it, and so the reply to each command in flight begins behind that command's last frame. Under the
 * wheel.
 */
final class FrameSequence {
    private static final int NONE = -1;

    private enum Sending {
        COMMAND,
        COMMAND_WITHOUT_REPLY,
        ANSWER
    }

    private final String server;

    /** For each command in flight that will be answered, the id that its reply begins with. */
    private final ArrayDeque<Integer> replies = new ArrayDeque<>();

    private Sending sending = Sending.COMMAND_WITHOUT_REPLY;
    private int nextSent;

    /** The last id since a command began. */
    private int lastReceived = NONE;

    /** How the reply goes on that has begun. */
    private int expected = NONE;

    FrameSequence(String server) {
        this.server = server;
    }

    /** The frames to come are a new command's, which will be answered or not. */
    void beginCommand(boolean answered) {
        nextSent = 0;
        lastReceived = NONE;
        sending = answered ? Sending.COMMAND : Sending.COMMAND_WITHOUT_REPLY;
        if (answered) {
            replies.addLast(0);
        }
    }

    /** The frames to come answer what the server asked for in the middle of a command: the count goes on from its last frame. */
    void beginAnswer() {
        if (lastReceived != NONE) {
            nextSent = (lastReceived + 1) & 0xff;
            lastReceived = NONE;
        }
        sending = Sending.ANSWER;
    }

    /** Whether the server sent anything since the last command or answer began. */
    boolean hasHeardSince() {
        return lastReceived != NONE;
    }

    /** The id of the next frame to send. */
    int send() {
        int id = nextSent;
        nextSent = (nextSent + 1) & 0xff;
        if (sending == Sending.COMMAND) {
            replies.removeLast();
            replies.addLast(nextSent);
        } else if (sending == Sending.ANSWER) {
            expected = nextSent;
        }
        return id;
    }

    /** Takes the id of a frame that the server sent: one that goes on with a reply, or begins one. */
    void receive(int id) {
        if (id != expected) {
            // A reply that began as if the one before went on is still in the queue.
            Integer begun;
            do {
                begun = replies.poll();
                if (begun == null) {
                    throw new ProtocolException(
                            server, "a compressed frame with sequence id " + id + " out of order", null);
                }
            } while (begun != id);
        }
        lastReceived = id;
        expected = (id + 1) & 0xff;
    }
}
