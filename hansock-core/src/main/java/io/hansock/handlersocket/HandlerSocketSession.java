package io.hansock.handlersocket;

import io.hansock.net.Exchange;
import io.hansock.net.Session;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has open: ids from 0 to 255, dense because the server's table of them is. Touched only under the channel's
 * wheel, in the order of the bytes, so that it always agrees with the server.
 */
public final class HandlerSocketSession implements Session {
    /** The server keeps a vector of as many entries as the highest id, and dies of a huge one (trap H3). */
    static final int MOST_IDS = 256;

    private final String server;
    private final Port port;
    private final int portNumber;
    private final @Nullable String secret;
    private final IdentityHashMap<OpenIndex, OpenSlot> slots = new IdentityHashMap<>();

    /** Ids under which an open failed that was the first: nothing is open there. */
    private final ArrayDeque<Integer> fresh = new ArrayDeque<>();

    /** Ids given up under which something may still be open. */
    private final ArrayDeque<Integer> stale = new ArrayDeque<>();

    /** What is open; any thread may look. */
    private final Set<OpenIndex> openIndexes = ConcurrentHashMap.newKeySet();

    private int nextId;
    private long clock;

    /**
     * The session of a connection that is still to be made.
     *
     * @param server the configured name, for messages
     * @param port which of the server's ports this is, for messages
     * @param portNumber its number, for messages; 0 for a Unix socket
     * @param secret what the port wants to hear, null or empty for nothing: a port without a secret refuses any (trap H22)
     * @throws io.hansock.ConfigurationException if the secret cannot be one: the server compares printable ASCII alone
     */
    public HandlerSocketSession(String server, Port port, int portNumber, @Nullable String secret) {
        this.server = server;
        this.port = port;
        this.portNumber = portNumber;
        this.secret = Secrets.checked(server, secret);
    }

    @Override
    public @Nullable Exchange opening() {
        return secret == null ? null : new AuthExchange(secret, server, port, portNumber);
    }

    /** Asks whether the port really wants no secret, where none is set: it takes an empty one then (trap H22). Null where one is set. */
    @Nullable
    AuthExchange openDoor() {
        return secret == null ? new AuthExchange("", server, port, portNumber) : null;
    }

    /** The slot of {@code open}, claimed if there is none yet; null if all ids have commands in flight at this moment. */
    @Nullable
    OpenSlot claim(OpenIndex open) {
        OpenSlot slot = slots.get(open);
        if (slot == null) {
            slot = allot(open);
            if (slot == null) {
                return null;
            }
            slots.put(open, slot);
        }
        slot.lastUse = ++clock;
        return slot;
    }

    private @Nullable OpenSlot allot(OpenIndex open) {
        if (!fresh.isEmpty()) {
            return new OpenSlot(open, fresh.pop(), true);
        }
        if (nextId < MOST_IDS) {
            return new OpenSlot(open, nextId++, true);
        }
        if (stale.isEmpty()) {
            OpenSlot least = leastRecentlyUsed();
            if (least == null) {
                return null;
            }
            drop(least);
        }
        return new OpenSlot(open, stale.pop(), false);
    }

    private @Nullable OpenSlot leastRecentlyUsed() {
        OpenSlot least = null;
        for (OpenSlot slot : slots.values()) {
            if (slot.inFlight == 0 && (least == null || slot.lastUse < least.lastUse)) {
                least = slot;
            }
        }
        return least;
    }

    /** The server has answered the open_index line of {@code slot}. */
    void answered(OpenSlot slot, boolean opened) {
        if (slot.state != OpenSlot.State.OPENING) {
            return;
        }
        if (opened) {
            slot.state = OpenSlot.State.OPEN;
            openIndexes.add(slot.open);
        } else {
            drop(slot);
        }
    }

    @Override
    public List<String> openAtServer() {
        return openIndexes.stream().map(OpenIndex::toString).toList();
    }

    /** Gives {@code slot} up; whoever needs its index opens it again, under another id or the same. */
    void drop(OpenSlot slot) {
        if (slots.remove(slot.open, slot)) {
            boolean untouched = slot.fresh && slot.state != OpenSlot.State.OPEN;
            slot.state = OpenSlot.State.DROPPED;
            openIndexes.remove(slot.open);
            (untouched ? fresh : stale).push(slot.id);
        }
    }
}
