package io.hansock.bench;

/** Who is measured. Each is a method of the benchmark classes. */
enum Contender {
    FLOOR("floor", "raw socket, blocking (the floor)", Role.MEASURE),
    HANSOCK("hansock", "Hansock, records", Role.OURS),
    HANSOCK_ROW("hansockRow", "Hansock, rows", Role.OURS),
    HANSOCK_GUARDED("hansockGuarded", "Hansock, records, guarded", Role.OURS),
    HANSOCK_WIRE("hansockWire", "Hansock, records, over SQL", Role.OURS),
    HANSOCK_POOL("hansockPool", "Hansock, records, out of the pool", Role.OURS),
    HANSOCK_BATCH("hansockBatch", "Hansock's batches", Role.OURS),
    CHANNEL("channel", "Hansock's channels alone", Role.MEASURE),
    HS4J("hs4j", "hs4j 0.1", Role.RIVAL),
    HS4J_QUEUED("hs4jQueued", "hs4j 0.1, past its API", Role.RIVAL),
    JDBC("jdbc", "mariadb-java-client, prepared", Role.RIVAL),
    CONNECTOR_J("connectorJ", "mysql-connector-j, prepared", Role.RIVAL),
    HIKARI_2("hikari2", "HikariCP of 2, mariadb-java-client", Role.RIVAL),
    HIKARI_4("hikari4", "HikariCP of 4, mariadb-java-client", Role.RIVAL),
    HIKARI_8("hikari8", "HikariCP of 8, mariadb-java-client", Role.RIVAL),
    HIKARI_32("hikari32", "HikariCP of 32, mariadb-java-client", Role.RIVAL),
    VERTX("vertx", "vertx-mysql-client, pipelining 1", Role.RIVAL),
    VERTX_PIPELINED("vertxPipelined", "vertx-mysql-client, pipelining 64", Role.RIVAL),
    R2DBC("r2dbc", "r2dbc-mariadb", Role.RIVAL);

    private final String method;
    private final String title;
    private final Role role;

    Contender(String method, String title, Role role) {
        this.method = method;
        this.title = title;
        this.role = role;
    }

    /** Its method in a benchmark class. */
    String method() {
        return method;
    }

    String title() {
        return title;
    }

    Role role() {
        return role;
    }

    /** What it takes part for. */
    enum Role {
        /** To be measured by. */
        MEASURE,
        /** The goals are meant for it. */
        OURS,
        /** What one could use instead. */
        RIVAL
    }
}
