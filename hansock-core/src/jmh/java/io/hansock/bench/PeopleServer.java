package io.hansock.bench;

import io.hansock.testing.MariaDbServer;
import io.hansock.testing.SqlServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A server of its own that holds the table to be read, or several that each hold all of it. */
final class PeopleServer implements AutoCloseable {
    static final String DATABASE = "bench";
    static final String TABLE = "people";
    static final int ROWS = 100_000;

    /** Who asks over SQL; there is no password, so that no login costs more than another. */
    static final String USER = "bench";

    private static final String[] FLAGS = {"--innodb-buffer-pool-size=128M", "--max-connections=500"};

    private static final String VERSION = "select version()";

    /** Where there are accounts: the server with HandlerSocket takes anyone. */
    private static final String[] ACCOUNT = {"create user " + USER + "@'%'", "grant all on *.* to " + USER + "@'%'"};

    private static final String[] TABLE_IN_MEMORY = {
        "create database " + DATABASE,
        "use " + DATABASE,
        "create table " + TABLE
                + " (id int not null primary key, name varchar(40) not null, city varchar(40) not null, age int not null)"
                + " engine = InnoDB",
        "insert into " + TABLE
                + " select seq, concat('person-', seq), concat('city-', seq % 1000), seq % 100 from seq_1_to_"
                + ROWS
    };

    private final List<Endpoint> endpoints;
    private final String version;
    private final Runnable end;

    private PeopleServer(List<Endpoint> endpoints, String version, Runnable end) {
        this.endpoints = List.copyOf(endpoints);
        this.version = version;
        this.end = end;
    }

    private static PeopleServer filled(
            Consumer<String[]> statements, Endpoint endpoint, Supplier<@Nullable String> version, Runnable end) {
        try {
            statements.accept(TABLE_IN_MEMORY);
            return new PeopleServer(List.of(endpoint), String.valueOf(version.get()), end);
        } catch (RuntimeException | Error e) {
            end.run();
            throw e;
        }
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }

    /** In its own words. */
    String version() {
        return version;
    }

    @Override
    public void close() {
        end.run();
    }

    /** Which server it is. */
    enum Kind {
        /** The machine's MariaDB, with HandlerSocket. */
        HANDLERSOCKET {
            @Override
            PeopleServer start() {
                MariaDbServer server = MariaDbServer.builder().arguments(FLAGS).start();
                return filled(
                        statements -> server.sql(String.join(";", statements)),
                        new Endpoint(server.host(), server.readPort(), server.sqlPort()),
                        () -> server.queryValue(VERSION),
                        server::close);
            }
        },
        /** MariaDB 11.8, for the MySQL protocol. */
        SQL {
            @Override
            PeopleServer start() {
                SqlServer server = SqlServer.builder(SqlServer.Kind.MARIADB_11_8)
                        .arguments(FLAGS)
                        .start();
                return filled(
                        statements -> {
                            server.admin(ACCOUNT);
                            server.admin(statements);
                        },
                        new Endpoint(server.host(), Endpoint.NO_PORT, server.port()),
                        () -> server.queryValue(VERSION),
                        server::close);
            }
        },
        /** Three of the first kind. */
        THREE {
            @Override
            PeopleServer start() {
                List<PeopleServer> servers = new ArrayList<>();
                Runnable end = () -> servers.forEach(PeopleServer::close);
                try {
                    for (int i = 0; i < 3; i++) {
                        servers.add(HANDLERSOCKET.start());
                    }
                    List<Endpoint> endpoints = servers.stream()
                            .flatMap(server -> server.endpoints().stream())
                            .toList();
                    return new PeopleServer(endpoints, "3 × " + servers.get(0).version(), end);
                } catch (RuntimeException | Error e) {
                    end.run();
                    throw e;
                }
            }
        };

        /** Starts one; the table is in memory when this returns. */
        abstract PeopleServer start();
    }

    /**
     * Where it answers.
     *
     * @param readPort HandlerSocket's, or {@link #NO_PORT}
     */
    record Endpoint(String host, int readPort, int sqlPort) {
        static final int NO_PORT = 0;

        private static final String PROPERTY = "hansock.bench.server";

        /** The flag that tells another JVM. */
        static String flag(List<Endpoint> endpoints) {
            return "-D" + PROPERTY + "="
                    + endpoints.stream()
                            .map(server -> server.host + "," + server.readPort + "," + server.sqlPort)
                            .collect(Collectors.joining(";"));
        }

        /** Whether {@link #flag} was given to this JVM. */
        static boolean isGiven() {
            return System.getProperty(PROPERTY) != null;
        }

        static List<Endpoint> given() {
            return Arrays.stream(System.getProperty(PROPERTY, "").split(";", -1))
                    .map(server -> server.split(",", -1))
                    .map(parts -> new Endpoint(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2])))
                    .toList();
        }
    }
}
