package io.hansock.faults;

import io.hansock.testing.MariaDbServer;
import io.hansock.testing.SqlServer;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The server of a scene, whichever kind it is. */
interface Backend {
    String USER = "app";
    String PASSWORD = "faults";

    /** Over which ways it can be reached. */
    Set<Manner> manners();

    int sqlPort();

    /** HandlerSocket's ports; none where it has none. */
    OptionalInt readPort();

    OptionalInt writePort();

    /** As one who may do everything. */
    void sql(String statements);

    /** Lets {@link #USER} in to the database, once there is one. */
    void admit();

    List<List<@Nullable String>> query(String query);

    void kill();

    void restart();

    void pause();

    void resume();

    /** One with HandlerSocket, and without accounts. */
    record WithHandlerSocket(MariaDbServer server) implements Backend {
        @Override
        public Set<Manner> manners() {
            return EnumSet.allOf(Manner.class);
        }

        @Override
        public int sqlPort() {
            return server.sqlPort();
        }

        @Override
        public OptionalInt readPort() {
            return OptionalInt.of(server.readPort());
        }

        @Override
        public OptionalInt writePort() {
            return OptionalInt.of(server.writePort());
        }

        @Override
        public void sql(String statements) {
            server.sql(statements);
        }

        /** Anybody may do anything there. */
        @Override
        public void admit() {}

        @Override
        public List<List<@Nullable String>> query(String query) {
            return server.query(query);
        }

        @Override
        public void kill() {
            server.kill();
        }

        @Override
        public void restart() {
            server.restart();
        }

        @Override
        public void pause() {
            server.pause();
        }

        @Override
        public void resume() {
            server.resume();
        }
    }

    /** One with an account that may do no more than an application's; with HandlerSocket, if it was started so. */
    record WithAccounts(SqlServer server) implements Backend {
        @Override
        public Set<Manner> manners() {
            return readPort().isPresent() ? EnumSet.allOf(Manner.class) : EnumSet.of(Manner.SQL);
        }

        @Override
        public int sqlPort() {
            return server.port();
        }

        @Override
        public OptionalInt readPort() {
            return port("handlersocket_port");
        }

        @Override
        public OptionalInt writePort() {
            return port("handlersocket_port_wr");
        }

        private OptionalInt port(String variable) {
            return query("show global variables where variable_name = '" + variable + "'").stream()
                    .mapToInt(row -> Integer.parseInt(Objects.requireNonNull(row.get(1))))
                    .findFirst();
        }

        @Override
        public void sql(String statements) {
            server.admin(statements);
        }

        @Override
        public void admit() {
            server.admin(
                    "create user " + USER + "@'%' identified by '" + PASSWORD + "'",
                    "grant select, insert, update, delete on " + Manner.DATABASE + ".* to " + USER + "@'%'");
        }

        @Override
        public List<List<@Nullable String>> query(String query) {
            return server.query(query);
        }

        @Override
        public void kill() {
            server.kill();
        }

        @Override
        public void restart() {
            server.restart();
        }

        @Override
        public void pause() {
            server.pause();
        }

        @Override
        public void resume() {
            server.resume();
        }
    }
}
