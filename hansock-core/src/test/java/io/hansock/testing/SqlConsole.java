package io.hansock.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements over JDBC, each call on a connection of its own, so that a server may die and come back in between. */
final class SqlConsole {
    private final String server;
    private final String url;

    SqlConsole(String server, String url) {
        this.server = server;
        this.url = url;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url);
    }

    void run(String statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            boolean more = statement.execute(statements);
            while (more || statement.getUpdateCount() >= 0) {
                more = statement.getMoreResults();
            }
        } catch (SQLException e) {
            throw failed(statements, e);
        }
    }

    List<List<@Nullable String>> query(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(query)) {
            int columns = results.getMetaData().getColumnCount();
            List<List<@Nullable String>> rows = new ArrayList<>();
            while (results.next()) {
                List<@Nullable String> row = new ArrayList<>(columns);
                for (int column = 1; column <= columns; column++) {
                    row.add(results.getString(column));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw failed(query, e);
        }
    }

    private IllegalStateException failed(String sql, SQLException cause) {
        return new IllegalStateException(server + ": " + cause.getMessage() + "\nin: " + sql, cause);
    }
}
