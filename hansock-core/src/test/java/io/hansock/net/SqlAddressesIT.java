package io.hansock.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ChannelLostException;
import io.hansock.Outcome;
import io.hansock.cluster.PoolSettings;
import io.hansock.cluster.PooledSqlClient;
import io.hansock.mysql.ConnectionSettings;
import io.hansock.mysql.MysqlEndpoint;
import io.hansock.mysql.MysqlLogin;
import io.hansock.sql.LoginSettings;
import io.hansock.sql.SqlClient;
import io.hansock.sql.TlsMode;
import io.hansock.sql.TlsSettings;
import io.hansock.testing.AccountPlugin;
import io.hansock.testing.SqlServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pool of sessions where a name stands for several addresses, of which some refuse: real servers listen on 127.0.0.1 alone. */
class SqlAddressesIT {
    private static final String NAME = "sql_addresses_it";
    private static final String PASSWORD = "some-password-of-more-than-20-bytes";
    private static final Duration SOON = Duration.ofSeconds(10);

    private static SqlClient client(SqlServer server, String... addresses) {
        server.account(server.kind().isMariaDb() ? AccountPlugin.NATIVE : AccountPlugin.CACHING_SHA2, NAME, PASSWORD);
        IoThread io = new IoThread("addresses", ForkJoinPool.commonPool(), host -> resolved(host, addresses));
        Address address = new Address.Tcp("db", server.port());
        MysqlLogin login = MysqlLogin.of(
                "db",
                address,
                LoginSettings.user(NAME).password(PASSWORD),
                TlsSettings.of(TlsMode.VERIFY_CA).certificateFile(server.caFile()));
        ChannelSettings channels =
                new ChannelSettings(SOON, 100, ChannelSettings.AtBound.WAIT, 1 << 20, SOON, Duration.ZERO, 1 << 20);
        MysqlEndpoint endpoint = new MysqlEndpoint(
                "db",
                address,
                login,
                new ConnectionSettings(null, 10, 1 << 20, "+00:00", null, Map.of()),
                channels,
                io);
        return new PooledSqlClient(
                endpoint, new PoolSettings(3, SOON, SOON, SOON, Duration.ZERO, ForkJoinPool.commonPool()), io);
    }

    private static InetAddress[] resolved(String host, String... addresses) throws UnknownHostException {
        InetAddress[] found = new InetAddress[addresses.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = InetAddress.getByAddress(
                    host, InetAddress.getByName(addresses[i]).getAddress());
        }
        return found;
    }

    @ParameterizedTest
    @EnumSource
    void everyAddressOfANameIsTried(SqlServer.Kind kind) {
        try (SqlClient sql = client(SqlServer.shared(kind), "127.0.0.2", "127.0.0.3", "127.0.0.1")) {
            assertThat(sql.query("select 1").value(Integer.class)).contains(1);
            List<Integer> later =
                    IntStream.range(0, 6).mapToObj(n -> sql.async().query("select ?, sleep(0.05)", n)).toList().stream()
                            .map(answer -> answer.join().rows().row(0).getInt(1))
                            .toList();
            assertThat(later).containsExactly(0, 1, 2, 3, 4, 5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNameWhoseAddressesAllRefuseIsLost(SqlServer.Kind kind) {
        try (SqlClient sql = client(SqlServer.shared(kind), "127.0.0.2", "127.0.0.3")) {
            assertThatExceptionOfType(ChannelLostException.class)
                    .isThrownBy(() -> sql.query("select 1"))
                    .satisfies(lost -> assertThat(lost.outcome()).isEqualTo(Outcome.NOTHING_SENT));
        }
    }
}
