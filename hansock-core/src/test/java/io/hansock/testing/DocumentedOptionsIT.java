package io.hansock.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.Hansock;
import io.hansock.ServerSettings;
import io.hansock.Writes;
import io.hansock.index.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The option file that {@code docs/handlersocket.md} shows does what it says there. Only its ports are others here. */
class DocumentedOptionsIT {
    private static final Path PAGE = Path.of("..", "docs", "handlersocket.md");
    private static final Pattern INI = Pattern.compile("```ini\\n(.*?)```", Pattern.DOTALL);
    private static final String READ_SECRET = "a-long-random-string";
    private static final String WRITE_SECRET = "another-one";
    private static final Table<Person> PEOPLE = Table.of("people", Person.class);

    private static final String LOOK = """
            -- tag::look[]
            select plugin_status from information_schema.plugins where plugin_name = 'handlersocket';
            show processlist; -- has a line "handlersocket: mode=rd, 0 conns, 0 active" for each worker
            -- end::look[]
            """;

    record Person(int id, String name) {}

    @Test
    void asTheyStandTheyOpenTheReadPortAlone(@TempDir Path folder) throws IOException {
        int[] ports = LoopbackPorts.choose(2);
        try (MariaDbServer server = start(folder, shown(), ports);
                Hansock hansock = client(
                        Writes.NONE,
                        ServerSettings.of("east", server.host())
                                .readPort(ports[0])
                                .readSecret(READ_SECRET))) {
            assertThat(hansock.findOne(PEOPLE, 1)).contains(new Person(1, "ann"));
            assertThat(server.queryValue("select @@handlersocket_port_wr")).isIn("", "0", null);
            assertThat(server.errorLog()).doesNotContain(READ_SECRET);
            String[] look = LOOK.replaceAll("--.*", "").split(";", -1);
            assertThat(server.queryValue(look[0].strip())).isEqualTo("ACTIVE");
            assertThat(server.query(look[1].strip()).toString()).contains("handlersocket: mode=rd, ");
        }
    }

    @Test
    void withTheLinesThatAreLeftOutTheyOpenTheWritePortToo(@TempDir Path folder) throws IOException {
        int[] ports = LoopbackPorts.choose(2);
        try (MariaDbServer server = start(folder, shown().replace("# handlersocket_", "handlersocket_"), ports);
                Hansock hansock = client(
                        Writes.HANDLERSOCKET,
                        ServerSettings.of("east", server.host())
                                .readPort(ports[0])
                                .readSecret(READ_SECRET)
                                .writePort(ports[1])
                                .writeSecret(WRITE_SECRET))) {
            hansock.insert(PEOPLE, new Person(2, "bob"));

            assertThat(hansock.findOne(PEOPLE, 2)).contains(new Person(2, "bob"));
            assertThat(server.errorLog()).doesNotContain(READ_SECRET).doesNotContain(WRITE_SECRET);
        }
    }

    @Test
    void withoutTheLastTheSecretIsInTheErrorLog(@TempDir Path folder) throws IOException {
        String options = shown().replaceAll("(?m)^handlersocket_verbose.*$", "");
        try (MariaDbServer server = start(folder, options, LoopbackPorts.choose(2))) {
            assertThat(server.errorLog()).contains(READ_SECRET);
        }
    }

    private static String shown() throws IOException {
        Matcher block = INI.matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        assertThat(block.group(1)).contains("= 9998\n", "= 9999 ");
        return block.group(1);
    }

    /** A server without the launcher's own flags for HandlerSocket. */
    private static MariaDbServer start(Path folder, String options, int[] ports) throws IOException {
        Path file = Files.writeString(
                folder.resolve("server.cnf"),
                options.replace("= 9998\n", "= " + ports[0] + "\n").replace("= 9999 ", "= " + ports[1] + " "));
        MariaDbServer server = MariaDbServer.builder()
                .withoutHandlerSocket()
                .arguments(flags(file))
                .start();
        server.sql("create database docs; create table docs.people (id int primary key, name varchar(20));"
                + "insert into docs.people values (1, 'ann')");
        return server;
    }

    /** As the server itself reads the file: the launcher's servers take no file, for they must not read the machine's own. */
    private static String[] flags(Path file) {
        ServerInstallation installation = MariaDbInstallation.find();
        Command.Result printed = Command.run(
                installation.environment(),
                Duration.ofSeconds(10),
                Stream.concat(installation.command().stream(), Stream.of("--defaults-file=" + file, "--print-defaults"))
                        .toList());
        assertThat(printed.output()).contains("--plugin_maturity=beta");
        return Pattern.compile("--\\S+")
                .matcher(printed.output().substring(printed.output().indexOf("--plugin_maturity")))
                .results()
                .map(flag -> flag.group())
                .toArray(String[]::new);
    }

    private static Hansock client(Writes writes, ServerSettings server) {
        return Hansock.builder().database("docs").server(server).writes(writes).build();
    }
}
