package io.hansock.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.net.Address;
import io.hansock.net.ChannelListener;
import io.hansock.net.ChannelSettings;
import io.hansock.net.IoThread;
import io.hansock.sql.LoginSettings;
import io.hansock.sql.TlsMode;
import io.hansock.sql.TlsSettings;
import io.hansock.testing.AccountPlugin;
import io.hansock.testing.SqlServer;
import io.hansock.testing.SqlServer.Kind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection whose server no longer knows what it has prepared: all is prepared again, and executed once, whatever it is. */
class ForgottenStatementsIT {
    private static final String NAME = "forgotten_statements_it";
    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(20);
    private static final String INSERT = "insert into rows_met values (?)";
    private static final String CALL = "call meets(?)";

    @ParameterizedTest
    @EnumSource
    void whatIsForgottenIsPreparedAgainAndExecutedOnce(Kind kind) {
        SqlServer server = SqlServer.shared(kind);
        server.admin(
                "drop database if exists " + NAME,
                "create database " + NAME,
                "use " + NAME,
                "create table rows_met (n int) engine=myisam",
                "create procedure meets(in n int) insert into rows_met values (n)");
        List<Function<Integer, Request<?>>> ways = List.of(
                n -> StatementRequest.prepared(INSERT, Parameters.of(n), AnswerReader.UPDATE),
                n -> StatementRequest.prepared(CALL, Parameters.of(n), AnswerReader.ALL),
                n -> new BatchRequest(INSERT, BatchRequest.checked(List.of(List.of(n), List.of(n + 1)))),
                n -> {
                    PipelinedStatements statements = new PipelinedStatements();
                    for (int i = 0; i < 4; i++) {
                        statements.update(i % 2 == 0 ? INSERT : CALL, n + i);
                    }
                    return statements;
                });
        try (IoThread io = new IoThread("forgotten-test", Runnable::run)) {
            MysqlConnection connection = connection(server, io);
            try {
                int n = 0;
                for (Function<Integer, Request<?>> way : ways) {
                    for (int round = 0; round < 3; round++) {
                        connection.call(way.apply(n), TIMEOUT);
                        n += 10;
                        connection.call(forgetting(connection), TIMEOUT);
                    }
                }
            } finally {
                connection.channel().close(0);
            }
        }
        assertThat(server.query("select n, count(*) from " + NAME + ".rows_met group by n having count(*) > 1"))
                .isEmpty();
        assertThat(server.queryValue("select count(*) from " + NAME + ".rows_met"))
                .isEqualTo(String.valueOf(3 * (1 + 1 + 2 + 4)));
    }

    /** Has the server forget all statements, of which their connection learns nothing. */
    private static Request<Boolean> forgetting(MysqlConnection connection) {
        List<Integer> ids = List.of(INSERT, CALL).stream()
                .map(connection.statements()::find)
                .filter(statement -> statement != null)
                .map(statement -> statement.id)
                .toList();
        return any -> new CommandRun<>(
                connection,
                out -> {
                    ids.forEach(id -> Command.closeStatement(out, id));
                    return Command.ping(out);
                },
                Expected.OK,
                reader -> {
                    reader.ok();
                    return true;
                });
    }

    private static MysqlConnection connection(SqlServer server, IoThread io) {
        server.account(
                server.kind().isMariaDb() ? AccountPlugin.NATIVE : AccountPlugin.CACHING_SHA2,
                NAME,
                "a-secret-of-20-bytes");
        Address address = new Address.Tcp(server.host(), server.port());
        MysqlLogin login = MysqlLogin.of(
                "db",
                address,
                LoginSettings.user(NAME).password("a-secret-of-20-bytes").database(NAME),
                TlsSettings.of(TlsMode.PREFERRED));
        ConnectionSettings settings = new ConnectionSettings(NAME, 16, 1 << 24, null, null, Map.of());
        MysqlConnection connection = new MysqlEndpoint("db", address, login, settings, ChannelSettings.DEFAULTS, io)
                .open(ChannelListener.NONE);
        connection.call(Upkeep.setUp(), TIMEOUT);
        return connection;
    }
}
