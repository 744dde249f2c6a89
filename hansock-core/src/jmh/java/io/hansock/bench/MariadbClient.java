package io.hansock.bench;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** mariadb-java-client. */
@State(Scope.Thread)
public class MariadbClient extends JdbcClient {
    private static final int ROWS_AT_A_TIME = 1000;

    public MariadbClient() {
        super("jdbc:mariadb", "&useServerPrepStmts=true&sslMode=disable", ROWS_AT_A_TIME);
    }
}
