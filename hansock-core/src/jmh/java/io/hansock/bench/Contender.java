package io.hansock.bench;

/** Who is measured. Each is a method of the benchmark classes. */
enum Contender {
    FLOOR("floor", "raw socket, blocking (the floor)", false),
    HANSOCK("hansock", "Hansock, records", true),
    HANSOCK_ROW("hansockRow", "Hansock, rows", true),
    HANSOCK_BATCH("hansockBatch", "Hansock's batches", true),
    CHANNEL("channel", "Hansock's channels alone", false),
    HS4J("hs4j", "hs4j 0.1", false),
    HS4J_QUEUED("hs4jQueued", "hs4j 0.1, past its API", false),
    JDBC("jdbc", "mariadb-java-client, prepared", false);

    private final String method;
    private final String title;
    private final boolean ours;

    Contender(String method, String title, boolean ours) {
        this.method = method;
        this.title = title;
        this.ours = ours;
    }

    /** Its method in a benchmark class. */
    String method() {
        return method;
    }

    String title() {
        return title;
    }

    /** Whether the goals are meant for it. */
    boolean ours() {
        return ours;
    }
}
