package io.hansock.spring.boot.testcontainers;

import io.hansock.index.Index;
import io.hansock.index.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.testcontainers.containers.JdbcDatabaseContainer;

/** A table of a container's own database, with two rows. */
record People(int id, String name, int age) {
    static final Table<People> TABLE = Table.of("people", People.class);
    static final Index<People> BY_AGE = TABLE.index("by_age", "age");
    static final People ANN = new People(1, "ann", 30);
    static final People BOB = new People(2, "bob", 20);

    static void lay(JdbcDatabaseContainer<?> container) {
        try (Connection connection = container.createConnection("");
                Statement statement = connection.createStatement()) {
            // A table that HandlerSocket has open is not dropped before its connections are gone.
            statement.execute("create table if not exists people"
                    + " (id int primary key, name varchar(50), age int, key by_age (age))");
            statement.execute("delete from people");
            statement.execute("insert into people values (1, 'ann', 30), (2, 'bob', 20)");
        } catch (SQLException e) {
            throw new IllegalStateException("no table in the container", e);
        }
    }
}
