package io.hansock.mysql;

import io.hansock.ProtocolException;
import java.util.ArrayDeque;

/**
 * The sequence ids of compressed frames. They are not those of the packets within: a command's first frame is number 0, the next
 * frame is one more whoever sends it, and so the reply to each command in flight begins behind that command's last frame. Under the
 * wheel.
 */
final class FrameSequence {
    /** {@link #receive} says that the frame begins nothing. */
    static final int GOES_ON = -1;

    private static final int NONE = -1;

    private enum Sending {
        COMMAND,
        COMMAND_WITHOUT_REPLY,
        ANSWER
    }

    /** With which ids a reply begins. */
    private record Beginning(int frame, int packet) {}

    private final String server;

    /** The replies to the commands in flight, in order. */
    private final ArrayDeque<Beginning> replies = new ArrayDeque<>();

    private Sending sending = Sending.COMMAND_WITHOUT_REPLY;
    private int nextSent;
    private int nextPacket;

    /** The last frame since a command or an answer began. */
    private int lastReceived = NONE;

    /** How the reply goes on that has begun. */
    private int expected = NONE;

    /** What was sent in the middle of a reply: the rest of it begins anew. */
    private boolean answered;

    FrameSequence(String server) {
        this.server = server;
    }

    /** The frames to come are a new command's, which will have a reply or not. */
    void beginCommand(boolean hasReply) {
        nextSent = 0;
        lastReceived = NONE;
        sending = hasReply ? Sending.COMMAND : Sending.COMMAND_WITHOUT_REPLY;
        if (hasReply) {
            replies.addLast(new Beginning(NONE, NONE));
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

    /** A packet with this id is next in the frames to come. */
    void beginPacket(int id) {
        nextPacket = (id + 1) & 0xff;
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
            replies.addLast(new Beginning(nextSent, nextPacket));
        } else if (sending == Sending.ANSWER) {
            expected = nextSent;
            answered = true;
        }
        return id;
    }

    /**
     * Takes the id of a frame that the server sent.
     *
     * @return the id that its first packet would have without compression if it begins a reply, or {@link #GOES_ON}
     */
    int receive(int id) {
        int packet = GOES_ON;
        if (id != expected) {
            packet = begun(id).packet();
        } else if (answered) {
            packet = nextPacket;
        }
        answered = false;
        lastReceived = id;
        expected = (id + 1) & 0xff;
        return packet;
    }

    private Beginning begun(int id) {
        // A reply that began as if the one before went on is still in the queue.
        for (Beginning reply = replies.poll(); reply != null; reply = replies.poll()) {
            if (reply.frame() == id) {
                return reply;
            }
        }
        throw new ProtocolException(server, "a compressed frame with sequence id " + id + " out of order", null);
    }
}
