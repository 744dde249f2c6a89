package io.hansock.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How one server with accounts is started. What is not said here is as the server has it by default.
 *
 * @param arguments further flags; they come last, so they win
 */
record SqlServerOptions(
        SqlServer.Kind kind,
        String name,
        ServerCertificate certificate,
        Map<String, String> environment,
        List<String> arguments)
        implements ServerOptions {

    private static final String ADMIN = "hansock_admin";

    /** One a line: that is how servers read them when they make their data. */
    private static final List<String> MAKE_ADMIN = List.of(
            "CREATE USER '" + ADMIN + "'@'%' IDENTIFIED BY '';",
            "GRANT ALL ON *.* TO '" + ADMIN + "'@'%' WITH GRANT OPTION;");

    private static final List<String> COMMON = List.of(
            "--bind-address=127.0.0.1",
            "--skip-name-resolve",
            "--skip-log-bin",
            "--character-set-server=utf8mb4",
            "--max-allowed-packet=64M",
            "--secure-file-priv=",
            "--local-infile=ON",
            "--key-buffer-size=1M",
            "--innodb-buffer-pool-size=32M",
            // What was committed survives the death of the server, if not that of the machine.
            "--innodb-flush-log-at-trx-commit=2");

    private static final List<String> MARIADB = List.of(
            "--aria-pagecache-buffer-size=1M",
            "--innodb-log-file-size=16M",
            "--innodb-temp-data-file-path=ibtmp1:1M:autoextend");

    private static final List<String> MYSQL = List.of("--innodb-redo-log-capacity=8M", "--mysqlx=OFF");

    /** In the order in which MariaDB's own installer reads them; the first word of their names has changed over time. */
    private static final List<String> SYSTEM_TABLES =
            List.of("_system_tables.sql", "_performance_tables.sql", "_system_tables_data.sql", "_sys_schema.sql");

    SqlServerOptions {
        environment = Map.copyOf(environment);
        arguments = List.copyOf(arguments);
        if (certificate == ServerCertificate.SELF_MADE && kind == SqlServer.Kind.MARIADB_10_11) {
            throw new IllegalArgumentException(kind + " makes no certificate itself");
        }
    }

    @Override
    public String adminUser() {
        return ADMIN;
    }

    @Override
    public DataTemplate dataTemplate(ServerInstallation installation) {
        return new DataTemplate(
                installation,
                sizes(),
                kind.isMariaDb()
                        ? DataTemplate.Making.mariaDb(mariaDbStatements(installation))
                        : DataTemplate.Making.mySql(MAKE_ADMIN));
    }

    private List<String> sizes() {
        List<String> flags = new ArrayList<>(COMMON);
        flags.addAll(kind.isMariaDb() ? MARIADB : MYSQL);
        return flags;
    }

    @Override
    public List<String> flags(ServerFolder folder, ServerPorts ports) {
        List<String> flags = new ArrayList<>(sizes());
        flags.addAll(pluginFlags());
        flags.addAll(tlsFlags());
        flags.addAll(arguments);
        return flags;
    }

    private List<String> pluginFlags() {
        List<String> flags = new ArrayList<>();
        Stream.of(kind.plugins(), kind.examplePlugins())
                .flatMap(Set::stream)
                .flatMap(plugin -> plugin.library().stream())
                .forEach(library -> flags.add("--plugin-load-add=" + library));
        if (!kind.examplePlugins().isEmpty()) {
            // Examples never come of age.
            flags.add("--plugin-maturity=unknown");
        }
        return flags;
    }

    private List<String> tlsFlags() {
        if (certificate.isSigned()) {
            Certificates certificates = Certificates.find();
            return List.of(
                    "--ssl-ca=" + certificates.authority(),
                    "--ssl-cert=" + certificates.chain(certificate),
                    "--ssl-key=" + certificates.key(certificate));
        }
        if (certificate == ServerCertificate.SELF_MADE) {
            return List.of();
        }
        return List.of(kind.isMariaDb() ? "--skip-ssl" : "--tls-version=");
    }

    /** The SQL port needs no proof: a server that cannot have it does not start. */
    @Override
    public Optional<String> objection(SqlConsole console, ServerPorts ports) {
        return Optional.empty();
    }

    /** Accounts are in the data that it starts with. */
    @Override
    public void prepare(SqlConsole console) {
        console.run("select 1");
    }

    /** What MariaDB's own installer tells the server, without the accounts that it makes. */
    private static List<String> mariaDbStatements(ServerInstallation installation) {
        List<String> lines =
                new ArrayList<>(List.of("CREATE DATABASE mysql;", "USE mysql;", "SET @auth_root_socket = NULL;"));
        for (String script : SYSTEM_TABLES) {
            lines.addAll(read(installation.share(), script));
        }
        lines.add("FLUSH PRIVILEGES;");
        lines.addAll(MAKE_ADMIN);
        return lines;
    }

    private static List<String> read(Path share, String script) {
        for (String prefix : List.of("mariadb", "mysql")) {
            Path file = share.resolve(prefix + script);
            if (Files.exists(file)) {
                try (Stream<String> lines = Files.lines(file)) {
                    // The installer leaves these out too where the host's name does not matter.
                    return lines.filter(line -> !line.contains("@current_hostname"))
                            .toList();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        throw new IllegalStateException(share + " holds no mariadb" + script + ", which makes the tables of accounts");
    }
}
