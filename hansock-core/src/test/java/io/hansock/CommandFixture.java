package io.hansock;

import io.hansock.testing.AccountPlugin;
import io.hansock.testing.PatientClient;
import io.hansock.testing.SqlServer;
import io.hansock.testing.SqlServer.Kind;
import java.util.ArrayList;
import java.util.List;

/** A database of one's own on a shared server, and clients that are given nothing but a user for it. */
final class CommandFixture {
    private static final String PASSWORD = "command-secret";

    private CommandFixture() {}

    /** A client for a database, made anew, with these tables; the user has its name. */
    static Hansock client(Kind kind, String database, String... tables) {
        return builder(kind, database, tables).build();
    }

    /** The same, still to be built. */
    static HansockBuilder builder(Kind kind, String database, String... tables) {
        return PatientClient.builder()
                .user(database)
                .password(PASSWORD)
                .database(database)
                .server(server("only", kind, database, tables));
    }

    /** The same for a server among others. */
    static ServerSettings server(String name, Kind kind, String database, String... tables) {
        SqlServer server = SqlServer.shared(kind);
        List<String> statements = new ArrayList<>(List.of(
                "drop database if exists " + database,
                "create database " + database + " character set utf8mb4",
                "use " + database));
        statements.addAll(List.of(tables));
        server.admin(statements.toArray(new String[0]));
        server.account(kind.isMariaDb() ? AccountPlugin.NATIVE : AccountPlugin.CACHING_SHA2, database, PASSWORD);
        return ServerSettings.of(name, server.host()).sqlPort(server.port());
    }

    /** What the users of {@link #server} say. */
    static HansockBuilder login(HansockBuilder builder, String database) {
        return builder.user(database).password(PASSWORD).database(database);
    }
}
