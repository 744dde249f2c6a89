package io.hansock.mysql;

import io.hansock.buffer.ByteWriter;
import io.hansock.net.Exchange;
import io.hansock.net.Session;

/**
 * Sets the state of a session that carries commands, before any of them is sent: none of them may run in another state. If the server
 * refuses, the connection ends with its reason.
 */
final class SessionOpening extends Exchange {
    private static final int LONGEST_REPLY = 1 << 16;

    private final ConnectionSettings settings;
    private final ReplyFramer framer = new ReplyFramer();
    private final Sequences sequences = new Sequences();
    private final ByteWriter reply = new ByteWriter(256, LONGEST_REPLY);

    SessionOpening(ConnectionSettings settings) {
        this.settings = settings;
    }

    @Override
    protected boolean encode(ByteWriter out, Session session) {
        framer.await(Expected.OK, sequences.add(Command.query(out, SessionWords.settings(settings, ""))));
        framer.andThen(Expected.QUERY, sequences.add(Command.query(out, SessionWords.LIMITS)));
        return true;
    }

    @Override
    protected int frame(byte[] bytes, int from, int to, Session session) {
        CommandSession own = (CommandSession) session;
        if (reply.size() == 0) {
            own.introduce(framer);
            own.introduce(own.framer());
        }
        int end = framer.frame(bytes, from, to);
        reply.put(bytes, from, (end < 0 ? to : end) - from);
        if (end >= 0) {
            own.opened(limits(own));
        }
        return end;
    }

    private SessionWords.Limits limits(CommandSession session) {
        ReplyReader reader = session.takeReader();
        try {
            reader.start(reply.array(), 0, reply.size(), sequences.next());
            reader.ok();
            reader.nextAnswer(sequences.next());
            return SessionWords.Limits.of(session.server(), reader.result(null));
        } finally {
            session.giveBack(reader);
        }
    }
}
