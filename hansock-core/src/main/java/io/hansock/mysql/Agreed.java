package io.hansock.mysql;

import io.hansock.sql.Capabilities;
import io.hansock.sql.Capability;

/**
 * What client and server settled at the login, and what the server said of itself there. The shape of commands and replies
 * depends on it.
 *
 * @param capabilities those that both sides named
 * @param serverVersion the server's own words, such as {@code 9.7.4} or {@code 11.8.6-MariaDB-0+deb13u1}: at most 128 characters,
 *     printable ASCII, without the {@code 5.5.5-} that older MariaDB servers put in front
 * @param mariaDb whether the server is a MariaDB
 * @param connectionId the server's number of this connection, unsigned 32-bit, as {@code KILL} wants it
 * @param encrypted whether the connection is in TLS
 */
public record Agreed(
        Capabilities capabilities, String serverVersion, boolean mariaDb, long connectionId, boolean encrypted) {
    /** Whether both sides named {@code capability}. */
    public boolean has(Capability capability) {
        return capabilities.has(capability);
    }

    /** Whether the server's version is this one or a newer one; false where its words begin with no version. */
    public boolean isAtLeast(int major, int minor, int patch) {
        int[] wanted = {major, minor, patch};
        int at = 0;
        for (int part : wanted) {
            int end = at;
            while (end < serverVersion.length() && Character.isDigit(serverVersion.charAt(end)) && end - at < 6) {
                end++;
            }
            if (end == at) {
                return false;
            }
            int present = Integer.parseInt(serverVersion, at, end, 10);
            if (present != part) {
                return present > part;
            }
            at = Math.min(end + 1, serverVersion.length());
        }
        return true;
    }
}
