package io.hansock.mysql;

import io.hansock.buffer.ByteWriter;
import io.hansock.net.Exchange;
import io.hansock.wire.Spares;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the MySQL wire remembers of a channel that carries commands of many callers: the statements that its server keeps for it, a
 * bounded number of them. The session's state is set before the first command and never changes. Touched only under the channel's wheel, in
 * the order of the bytes, so that it always agrees with the server.
 *
 * <p>A statement is prepared by one exchange and executed by others, which name its id: nothing is ever executed by an id that is only
 * hoped for. MariaDB would take {@link Command#JUST_PREPARED} in the same write, but where it has no room for a further statement that is the
 * one prepared before, whatever that does.
 */
public final class CommandSession extends MysqlSession {
    private static final int FEW = 4;

    /** The rows of a statement for several keys are no more than that. */
    private static final int LONGEST_SHARED = 128 << 10;

    /** No text of a statement has it. */
    private static final char VARIANT = '\0';

    private static final float LOAD = 0.75f;
    private static final int LONGEST_DEFINITIONS = 16 << 20;

    private final String server;
    private final ConnectionSettings settings;
    private final Spares<ReplyReader> readers;
    private final ReplyFramer framer = new ReplyFramer();
    private final LinkedHashMap<String, StatementSlot> slots = new LinkedHashMap<>(16, LOAD, true);

    /** What has come of the answer to the preparation that is being framed. */
    private final ByteWriter prepared = new ByteWriter(FEW, LONGEST_DEFINITIONS);

    private int[] leaving = new int[FEW];
    private int leavingCount;
    private boolean open;
    private long maxAllowedPacket = Long.MAX_VALUE;

    private CommandSession(String server, MysqlHandshake handshake, ConnectionSettings settings) {
        super(server, handshake);
        this.server = server;
        this.settings = settings;
        this.readers = new Spares<>(this::newReader);
    }

    /**
     * The session of a connection that is still to be made. Asks the application for its password.
     *
     * @param settings the session's state, fixed for as long as it lives, and how many statements it keeps
     */
    public static CommandSession of(String server, MysqlLogin login, ConnectionSettings settings) {
        return new CommandSession(server, login.handshake(), settings);
    }

    @Override
    public Exchange opening() {
        return new SessionOpening(settings);
    }

    @Override
    public boolean awaitsAnswers() {
        return !open;
    }

    /** The server has taken the session's state. */
    void opened(SessionWords.Limits limits) {
        maxAllowedPacket = limits.maxAllowedPacket();
        open = true;
    }

    /** The configured name of the server. */
    String server() {
        return server;
    }

    /** Frames one answer after the other; nobody's for longer than that. */
    ReplyFramer framer() {
        return framer;
    }

    /** The longest message that the server takes, in bytes. */
    long maxAllowedPacket() {
        return maxAllowedPacket;
    }

    /** A reader of whole replies, to be given back. For any thread, without the wheel. */
    ReplyReader takeReader() {
        return readers.take();
    }

    /** For any thread, without the wheel. */
    void giveBack(ReplyReader reader) {
        reader.clear();
        readers.give(reader);
    }

    private ReplyReader newReader() {
        return new ReplyReader(server, this, new ConnectionState(settings.database()), settings.maxReplyBytes());
    }

    /**
     * The slot of a statement, whose parameters are of the kinds that it has there already. Where nothing else says what a parameter is, a MySQL
     * takes it for what it was at the first execution; so there a statement has a slot for each combination of kinds, and nothing depends on what a
     * version makes of the column beside it. Null if there is none and all others are in use at this moment.
     */
    @Nullable
    StatementSlot claim(Execution execution) {
        StatementSlot slot = claim(execution.sql, execution.sql);
        if (slot == null || agreed().mariaDb()) {
            return slot;
        }
        ParameterKind[] kinds = execution.kinds();
        if (slot.settle(kinds)) {
            return slot;
        }
        StatementSlot variant = claim(execution.sql, execution.sql + VARIANT + Arrays.toString(kinds));
        if (variant != null && !variant.settle(kinds)) {
            throw new IllegalStateException("a variant is of the kinds in its key");
        }
        return variant;
    }

    /** The slot of a statement whose parameters are always of the same kinds, and to which no other gives way; null if there is no room. */
    @Nullable
    StatementSlot claimUnlessFull(String sql) {
        return slots.size() < settings.cachedStatements() ? claim(sql, sql) : null;
    }

    /** Whether replies may be as long as one to several callers can be. */
    boolean mayShareReplies() {
        return settings.maxReplyBytes() >= LONGEST_SHARED;
    }

    /** How far preparing the statement for several keys has come. */
    StatementSlot.State progress(KeySelect select) {
        StatementSlot slot = slots.get(select.several());
        return slot == null || slot.doubted ? StatementSlot.State.NEW : slot.state;
    }

    /** Whether finds like that are under way, so that others could go together when they are answered. */
    boolean awaitsFinds(KeySelect select) {
        return progress(select) == StatementSlot.State.READY
                && (isInFlight(select.several()) || isInFlight(select.one()));
    }

    private boolean isInFlight(String sql) {
        StatementSlot slot = slots.get(sql);
        return slot != null && slot.inFlight > 0;
    }

    private @Nullable StatementSlot claim(String sql, String key) {
        StatementSlot slot = slots.get(key);
        if (slot != null && slot.doubted) {
            drop(slot);
            slot = null;
        }
        if (slot == null) {
            if (slots.size() >= Math.max(1, settings.cachedStatements()) && !makeRoom()) {
                return null;
            }
            slot = new StatementSlot(sql, key);
            slots.put(key, slot);
        }
        return slot;
    }

    /** Has the server forget the statement that was not used for longest; false if all are in use. */
    boolean makeRoom() {
        Iterator<StatementSlot> oldest = slots.values().iterator();
        while (oldest.hasNext()) {
            StatementSlot slot = oldest.next();
            if (slot.inFlight == 0) {
                oldest.remove();
                leave(slot);
                return true;
            }
        }
        return false;
    }

    /** Gives {@code slot} up, if that has not been done; the answers that are on their way to it still come. */
    void drop(StatementSlot slot) {
        if (slots.remove(slot.key, slot)) {
            leave(slot);
        }
    }

    private void leave(StatementSlot slot) {
        ServerStatement statement = slot.statement;
        slot.state = StatementSlot.State.DROPPED;
        if (statement != null) {
            if (leavingCount == leaving.length) {
                leaving = Arrays.copyOf(leaving, 2 * leavingCount);
            }
            leaving[leavingCount++] = statement.id;
        }
    }

    /** Asks for the statement of {@code slot}, behind the farewell to those that gave way (traps B1 to B5). */
    void prepare(StatementSlot slot, ByteWriter out) {
        for (int i = 0; i < leavingCount; i++) {
            Command.closeStatement(out, leaving[i]);
        }
        leavingCount = 0;
        slot.state = StatementSlot.State.PREPARING;
        Command.prepare(out, slot.sql);
    }

    /** Keeps a piece of the answer to a preparation. */
    void keep(byte[] bytes, int from, int to) {
        prepared.put(bytes, from, to - from);
    }

    /** The answer to the preparation of {@code slot} is all there. Its owner tells the caller if it is a refusal. */
    void endPreparing(StatementSlot slot) {
        byte[] answer = prepared.array();
        if ((answer[PacketWriter.HEADER] & 0xff) == ErrPacket.HEADER) {
            drop(slot);
        } else {
            slot.statement = read(answer, 0, prepared.size(), reader -> reader.prepared(slot.sql));
            slot.state = StatementSlot.State.READY;
        }
        prepared.reset();
    }

    /**
     * The server has described the rows of {@code slot} anew, in front of them, as it does when they have changed; from now on it leaves that
     * out again. {@code bytes[from..to)} is that one answer, or an end of it.
     */
    void endChanged(StatementSlot slot, byte[] bytes, int from, int to, boolean isWhole) {
        ServerStatement before = slot.statement;
        if (isWhole && before != null) {
            slot.statement = read(bytes, from, to, reader -> {
                ServerStatement after = before.described(null);
                reader.resultHead(after);
                return after;
            });
            slot.rowsUnknown = false;
        } else {
            slot.rowsUnknown = true;
            drop(slot);
        }
    }

    private ServerStatement read(byte[] bytes, int from, int to, Function<ReplyReader, ServerStatement> what) {
        ReplyReader reader = takeReader();
        try {
            reader.start(bytes, from, to, 1);
            return what.apply(reader);
        } finally {
            giveBack(reader);
        }
    }
}
