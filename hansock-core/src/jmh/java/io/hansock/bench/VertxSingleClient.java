package io.hansock.bench;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** vertx-mysql-client as it is by default: one statement after the other. */
@State(Scope.Thread)
public class VertxSingleClient extends VertxClient {
    public VertxSingleClient() {
        super(1);
    }
}
