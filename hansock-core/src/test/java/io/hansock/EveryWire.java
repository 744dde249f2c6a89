package io.hansock;

import io.hansock.testing.SqlServer;
import io.hansock.testing.SqlServer.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Each wire to each make of servers, for clients that log in: what a command means is the same on all of them. */
enum EveryWire {
    /** MariaDB 10.11; whatever HandlerSocket answers exactly goes there, writes too. */
    HANDLERSOCKET(null),
    SQL_ON_MARIADB_10_11(Kind.MARIADB_10_11),
    SQL_ON_MARIADB_11_8(Kind.MARIADB_11_8),
    SQL_ON_MYSQL_9_7(Kind.MYSQL_9_7);

    private final @Nullable Kind kind;

    EveryWire(@Nullable Kind kind) {
        this.kind = kind;
    }

    boolean isMariaDb() {
        return kind == null || kind.isMariaDb();
    }

    /** A client for a database that is made anew with these statements, on the server with HandlerSocket or on a shared one. */
    Hansock client(GuardedServer guarded, String database, String... statements) {
        if (kind != null) {
            return CommandFixture.client(kind, database, statements);
        }
        guarded.server()
                .sql("create or replace database " + database + " character set utf8mb4; use " + database + ";"
                        + String.join(";", statements));
        return guarded.client(builder -> builder.writes(Writes.HANDLERSOCKET).database(database));
    }

    /** A connection of somebody else's. */
    Connection connect(GuardedServer guarded) throws SQLException {
        return kind == null
                ? guarded.server().connect()
                : SqlServer.shared(kind).connect();
    }
}
