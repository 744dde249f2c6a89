package io.hansock.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one account really has a server carry out, by the server's own log: prepared statements with the values of their parameters in place; and how that is
 * carried out. Logs while it is open. Of use to one test at a time.
 */
public final class SentStatements implements AutoCloseable {
    /**
     * How a statement of one table reads it, in the words of EXPLAIN.
     *
     * @param type how an index is looked into, if it is
     * @param key which index
     * @param extra what else is done
     */
    public record Plan(
            @Nullable String type,
            @Nullable String key,
            @Nullable String extra) {}

    private final Connection admin;
    private final String name;

    private SentStatements(Connection admin, String name) {
        this.admin = admin;
        this.name = name;
    }

    /** Begins with the account and the database of that name. */
    public static SentStatements of(SqlServer server, String name) throws SQLException {
        SentStatements sent = new SentStatements(server.connect(), name);
        sent.run("set global log_output = 'TABLE'");
        sent.run("set global general_log = on");
        return sent;
    }

    /** All that {@code call} has made it carry out, in order: what reads or changes rows of the database's tables. */
    public List<String> during(Runnable call) throws SQLException {
        run("truncate table mysql.general_log");
        call.run();
        List<String> statements = new ArrayList<>();
        try (Statement statement = admin.createStatement();
                ResultSet log = statement.executeQuery(
                        "select convert(argument using utf8mb4) from mysql.general_log where user_host like '" + name
                                + "[%' and command_type in ('Execute', 'Query') order by event_time")) {
            while (log.next()) {
                String sql = log.getString(1);
                if (sql.contains("`" + name + "`.") && !sql.startsWith("show")) {
                    statements.add(sql);
                }
            }
        }
        return statements;
    }

    /** How such a statement is carried out. */
    public Plan plan(String sql) throws SQLException {
        try (Statement statement = admin.createStatement();
                ResultSet line = statement.executeQuery("explain format=traditional " + sql)) {
            if (!line.next()) {
                throw new IllegalArgumentException("nothing is said of " + sql);
            }
            return new Plan(line.getString("type"), line.getString("key"), line.getString("Extra"));
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        try (admin) {
            run("set global general_log = off");
            run("set global log_output = 'FILE'");
        }
    }
}
