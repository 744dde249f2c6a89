package io.hansock.bench;

import io.hansock.HansockBuilder;
import io.hansock.HansockListener;
import io.hansock.ServerSettings;
import io.hansock.sql.TlsMode;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Hansock over HandlerSocket that knows the table by SQL, so that the guard judges every find. */
@State(Scope.Benchmark)
public class HansockGuardedClient extends HansockClient {
    private final AtomicReference<@Nullable String> took = new AtomicReference<>();

    @Override
    ServerSettings settings(ServerSettings server, PeopleServer.Endpoint endpoint) {
        return super.settings(server, endpoint).sqlPort(endpoint.sqlPort());
    }

    @Override
    void configure(HansockBuilder builder) {
        builder.user(PeopleServer.USER).tls(TlsMode.DISABLED).listener(new HansockListener() {
            @Override
            public void commandTookSql(String server, String rule) {
                took.set(rule);
            }
        });
    }

    /** Fails if it was not HandlerSocket that was measured. */
    @TearDown(Level.Trial)
    public void check() {
        if (took.get() != null) {
            throw new IllegalStateException("a find took SQL: " + took.get());
        }
    }
}
