package io.hansock.bench;

import io.hansock.HandlerSocketSettings;
import io.hansock.HansockBuilder;
import io.hansock.ServerSettings;
import io.hansock.sql.TlsMode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Hansock's commands over SQL alone, as on a server without HandlerSocket. */
@State(Scope.Benchmark)
public class HansockWireClient extends HansockClient {
    @Override
    ServerSettings settings(ServerSettings server, PeopleServer.Endpoint endpoint) {
        return server.sqlPort(endpoint.sqlPort());
    }

    @Override
    void configure(HansockBuilder builder) {
        builder.user(PeopleServer.USER).tls(TlsMode.DISABLED).handlerSocket(HandlerSocketSettings.DEFAULT.off());
    }
}
