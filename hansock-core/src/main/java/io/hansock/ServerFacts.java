package io.hansock;

import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What a server has said of itself over SQL, checked.
 *
 * @param mariaDb whether it is a MariaDB rather than a MySQL
 * @param version its own words: printable ASCII, at most 128 characters
 * @param binaryLog whether it keeps a binary log, in which writes over HandlerSocket would be missing (trap H6)
 * @param galera whether it is a node of a Galera cluster: the other nodes would be without what is written to it over HandlerSocket
 *     (trap H6)
 * @param readOnly whether it takes no writes of ordinary users
 * @param writePort whether its HandlerSocket takes writes, from this client or from others
 * @param zone the offset from UTC of the server's own time zone, in which HandlerSocket renders a TIMESTAMP; empty where it is not the
 *     same at all times that a TIMESTAMP can hold, or not known
 */
public record ServerFacts(
        boolean mariaDb,
        String version,
        boolean binaryLog,
        boolean galera,
        boolean readOnly,
        boolean writePort,
        Optional<ZoneOffset> zone) {}
