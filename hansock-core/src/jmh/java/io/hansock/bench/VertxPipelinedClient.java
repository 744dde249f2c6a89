package io.hansock.bench;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** vertx-mysql-client with as many statements under way as are asked at the same time. */
@State(Scope.Thread)
public class VertxPipelinedClient extends VertxClient {
    public VertxPipelinedClient() {
        super(SqlPipelineBenchmark.SIZE);
    }
}
