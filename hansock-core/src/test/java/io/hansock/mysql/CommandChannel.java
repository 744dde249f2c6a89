package io.hansock.mysql;

import io.hansock.net.Address;
import io.hansock.net.Channel;
import io.hansock.net.ChannelListener;
import io.hansock.net.ChannelSettings;
import io.hansock.net.IoThread;
import io.hansock.sql.Capability;
import io.hansock.sql.Isolation;
import io.hansock.sql.LoginSettings;
import io.hansock.sql.TlsMode;
import io.hansock.sql.TlsSettings;
import io.hansock.testing.AccountPlugin;
import io.hansock.testing.SqlServer;
import io.hansock.wire.WireExchange;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One channel for commands to a real server. */
final class CommandChannel implements AutoCloseable {
    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(20);

    private final IoThread io = new IoThread("commands-test", Runnable::run);
    final Channel channel;

    /** Makes a database and an account called {@code name}, and a channel that keeps so many statements. */
    CommandChannel(SqlServer server, String name, int cachedStatements) {
        server.admin("create database if not exists `" + name + "` character set utf8mb4");
        server.account(
                server.kind().isMariaDb() ? AccountPlugin.NATIVE : AccountPlugin.CACHING_SHA2, name, "commands-secret");
        Address address = new Address.Tcp(server.host(), server.port());
        LoginSettings login = LoginSettings.user(name)
                .password("commands-secret")
                .database(name)
                .capabilities(Capability.FOUND_ROWS);
        ConnectionSettings settings = new ConnectionSettings(
                name,
                cachedStatements,
                1 << 24,
                "+00:00",
                Isolation.READ_COMMITTED,
                Map.of("sql_mode", "'TRADITIONAL'"));
        MysqlLogin logins = MysqlLogin.of("db", address, login, TlsSettings.of(TlsMode.PREFERRED));
        channel = new Channel(
                "db",
                address,
                CommandSession.of("db", logins, settings),
                ChannelSettings.DEFAULTS,
                io,
                ChannelListener.NONE);
    }

    WireExchange ask(StatementExchange exchange) {
        return exchange.carryOut(channel, "db", TIMEOUT);
    }

    @Override
    public void close() {
        channel.close(0);
        io.close();
    }
}
