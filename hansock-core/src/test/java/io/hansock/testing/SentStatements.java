package io.hansock.testing;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What one account really has a server carry out, by the server's own log: prepared statements with the values of their parameters in place. Logs while it
 * is open. Of use to one test at a time.
 */
public final class SentStatements implements AutoCloseable {
    private final SqlServer server;
    private final String user;

    private final String database;

    private SentStatements(SqlServer server, String user, String database) {
        this.server = server;
        this.user = user;
        this.database = database;
    }

    /** Begins with that account and database. */
    public static SentStatements of(SqlServer server, String user, String database) {
        server.admin(
                "set global log_output = 'TABLE'", "truncate table mysql.general_log", "set global general_log = on");
        return new SentStatements(server, user, database);
    }

    /** All that {@code call} has made it carry out, in order: what reads or changes rows of the database's tables. */
    public List<String> during(Runnable call) {
        server.admin("truncate table mysql.general_log");
        call.run();
        return server
                .query("select convert(argument using utf8mb4) from mysql.general_log where user_host like '" + user
                        + "[%' and command_type in ('Execute', 'Query') order by event_time")
                .stream()
                .flatMap(row -> Stream.of(Objects.requireNonNull(row.get(0))))
                .filter(sql -> sql.contains("`" + database + "`.") && !sql.startsWith("show"))
                .toList();
    }

    @Override
    public void close() {
        server.admin("set global general_log = off", "set global log_output = 'FILE'");
    }
}
