package io.hansock.bench;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** MySQL's own driver; it does not say that it can talk to MariaDB, but it does. */
@State(Scope.Thread)
public class ConnectorJClient extends JdbcClient {
    public ConnectorJClient() {
        // The fetch size is its documented way to ask for row after row.
        super("jdbc:mysql", "&useServerPrepStmts=true&cachePrepStmts=true&sslMode=DISABLED", Integer.MIN_VALUE);
    }
}
