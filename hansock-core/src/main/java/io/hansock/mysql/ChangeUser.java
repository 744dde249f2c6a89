package io.hansock.mysql;

import io.hansock.buffer.ByteWriter;
import io.hansock.sql.Capabilities;
import java.util.Arrays;

/**
 * COM_CHANGE_USER: a login as somebody else on a connection that is logged in. A conversation: {@link #begin} makes the command, and
 * each packet that the server then sends goes to {@link #answer}, until that says that it is over. All that the session was told is
 * gone afterwards, prepared statements too. Not thread-safe: one thread at a time.
 */
public final class ChangeUser {
    private static final int LONGEST_PACKET = 32 << 10;

    private final MysqlLogin login;
    private final Passwords passwords;
    private final Authentication authentication;
    private final Capabilities capabilities;
    private final String offeredPlugin;
    private final PacketCursor cursor;
    private int sequence;

    ChangeUser(
            MysqlLogin login,
            Passwords passwords,
            Authentication authentication,
            Capabilities capabilities,
            String offeredPlugin) {
        this.login = login;
        this.passwords = passwords;
        this.authentication = authentication;
        this.capabilities = capabilities;
        this.offeredPlugin = offeredPlugin;
        this.cursor = new PacketCursor(login.server(), LONGEST_PACKET);
    }

    /** Writes the command. */
    public void begin(ByteWriter out) {
        byte[] proof = authentication.open(offeredPlugin);
        int start = PacketWriter.begin(out);
        LoginPackets.changeUser(out, capabilities, login.settings(), authentication.plugin(), proof);
        sequence = PacketWriter.end(out, start, 0);
    }

    /**
     * Takes the packet in {@code bytes[from..to)} and writes what is to be answered; nothing if the server goes on by itself.
     *
     * @return whether the server said OK
     * @throws io.hansock.HansockException as a login does; the connection is of no use then
     */
    public boolean answer(byte[] bytes, int from, int to, ByteWriter out) {
        cursor.reset(bytes, from, to, sequence);
        cursor.require();
        sequence = cursor.sequence();
        byte[] answer = authentication.advance(login.server(), cursor.payload());
        if (answer != null) {
            sequence = PacketWriter.message(out, sequence, answer);
            Arrays.fill(answer, (byte) 0);
        }
        return authentication.ok() != null;
    }

    /** Wipes the password. To be called once it is over, well or not. */
    public void wipe() {
        passwords.wipe();
    }
}
