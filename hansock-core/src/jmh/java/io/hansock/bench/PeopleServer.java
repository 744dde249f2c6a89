package io.hansock.bench;

import io.hansock.testing.MariaDbServer;

/** A MariaDB of its own that holds the table to be read. */
final class PeopleServer implements AutoCloseable {
    static final String DATABASE = "bench";
    static final String TABLE = "people";
    static final int ROWS = 100_000;

    private final MariaDbServer server;

    private PeopleServer(MariaDbServer server) {
        this.server = server;
    }

    /** Starts it; the table is in memory when this returns. */
    static PeopleServer start() {
        MariaDbServer server = MariaDbServer.builder()
                .arguments("--innodb-buffer-pool-size=128M", "--max-connections=500")
                .start();
        try {
            server.sql("create database " + DATABASE + "; use " + DATABASE + "; create table " + TABLE
                    + " (id int not null primary key, name varchar(40) not null, city varchar(40) not null, age int not null)"
                    + " engine = InnoDB; insert into " + TABLE
                    + " select seq, concat('person-', seq), concat('city-', seq % 1000), seq % 100 from seq_1_to_"
                    + ROWS);
            return new PeopleServer(server);
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    Endpoint endpoint() {
        return new Endpoint(server.host(), server.readPort(), server.sqlPort());
    }

    String version() {
        return String.valueOf(server.queryValue("select version()"));
    }

    @Override
    public void close() {
        server.close();
    }

    /** Where it answers. */
    record Endpoint(String host, int readPort, int sqlPort) {
        private static final String PROPERTY = "hansock.bench.server";

        /** The flag that tells another JVM. */
        String flag() {
            return "-D" + PROPERTY + "=" + host + "," + readPort + "," + sqlPort;
        }

        /** Whether {@link #flag} was given to this JVM. */
        static boolean isGiven() {
            return System.getProperty(PROPERTY) != null;
        }

        static Endpoint given() {
            String[] parts = System.getProperty(PROPERTY, "").split(",", -1);
            return new Endpoint(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        }
    }
}
