package io.hansock.spring.boot.diagnostics;

import java.util.Locale;

/** What can be done about a port, mostly HandlerSocket's, that does not do what it should. Stateless. */
final class HandlerSocketAdvice {
    private HandlerSocketAdvice() {}

    static String of(String reason) {
        String words = reason.toLowerCase(Locale.ROOT);
        if (words.contains("not authorised") || words.contains("unauth")) {
            return "Set the port's secret: read-secret is the server's handlersocket_plain_secret, write-secret its"
                    + " handlersocket_plain_secret_wr.";
        }
        if (words.contains("it is not known what table")) {
            return "The server has not told over SQL what the table is. Check that it runs at that host and port, and takes that user;"
                    + " hansock.startup: required has the start wait for that, and says what is wrong. Where the server, or this"
                    + " machine, is only slow at the start, a longer hansock.request-timeout helps as well.";
        }
        if (words.contains("refused")) {
            return "Nobody listens there. If that should be the server's port for SQL (by default 3306), check that the server runs, its"
                    + " host and its port. If it should be one of HandlerSocket's, check that the plugin is loaded: it is of beta"
                    + " maturity, so MariaDB loads it only with plugin-maturity=beta (or lower), plugin-load-add=handlersocket.so and handlersocket_port."
                    + " A port that is taken is left to its owner without a word.";
        }
        return "Check that the server runs, that its host and its ports (port for SQL; read-port and write-port for HandlerSocket) are"
                + " right, and that no firewall is between.";
    }
}
