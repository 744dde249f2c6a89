package io.hansock;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks settings that are well each by itself, and together cannot work. Stateless. */
final class Combinations {
    private Combinations() {}

    /**
     * The settings as they are.
     *
     * @throws ConfigurationException naming the settings that contradict each other
     */
    static HansockSettings checked(HansockSettings settings) {
        checkServers(settings);
        checkUser(settings);
        checkWrites(settings);
        return settings;
    }

    private static void checkServers(HansockSettings settings) {
        if (settings.servers().isEmpty()) {
            throw new ConfigurationException(
                    "a client needs at least one server: builder.server(ServerSettings.of(name, host))");
        }
        Set<String> names = new HashSet<>();
        for (ServerSettings server : settings.servers()) {
            if (!names.add(server.name())) {
                throw new ConfigurationException("two servers are called " + server.name() + "; names must differ");
            }
        }
    }

    private static void checkUser(HansockSettings settings) {
        if (settings.hasSql()) {
            return;
        }
        if (settings.access().isTouched()) {
            throw new ConfigurationException("there are settings of the login or of TLS, but no user; set the user,"
                    + " or leave them out to speak HandlerSocket alone");
        }
        if (settings.handlerSocket() != HandlerSocketSettings.DEFAULT) {
            throw new ConfigurationException(
                    "the HandlerSocket settings are for a client that logs in; set the user, or leave them out");
        }
        for (ServerSettings server : settings.servers()) {
            if (server.sqlPort() != ServerSettings.DEFAULT_SQL_PORT) {
                throw new ConfigurationException(
                        server.name(), "there is an SQL port, but no user; set the user, or leave the port out");
            }
        }
    }

    private static void checkWrites(HansockSettings settings) {
        if (settings.writes() == Writes.SQL && !settings.hasSql()) {
            throw new ConfigurationException("writes over SQL need a user");
        }
        if (settings.writes() != Writes.HANDLERSOCKET) {
            return;
        }
        if (!settings.handlerSocket().isEnabled()) {
            throw new ConfigurationException("writes over HandlerSocket contradict HandlerSocket being off");
        }
        if (!settings.allowsHandlerSocket()) {
            throw new ConfigurationException("writes over HandlerSocket are not encrypted, which TLS mode "
                    + settings.access().tls().mode()
                    + " demands; accept plaintext for HandlerSocket, or write over SQL");
        }
        for (ServerSettings server : settings.servers()) {
            if (!settings.hasSql() && server.writePort().isEmpty()) {
                throw new ConfigurationException(
                        server.name(), "writes over HandlerSocket need its write port (handlersocket_port_wr)");
            }
        }
    }

    /**
     * The one database of tables and login, null if there is none.
     *
     * @throws ConfigurationException if they are to have two
     */
    static @Nullable String database(@Nullable String ofTables, @Nullable String ofLogin) {
        if (ofTables != null && ofLogin != null && !ofTables.equals(ofLogin)) {
            throw new ConfigurationException(
                    "the database is " + ofTables + ", that of the login settings " + ofLogin + "; set it once");
        }
        return ofTables == null ? ofLogin : ofTables;
    }
}
