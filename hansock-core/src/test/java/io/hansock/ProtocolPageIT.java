package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.testing.HandlerSocketRaw;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Plays the conversations of docs/protocol-handlersocket.md, byte for byte. */
class ProtocolPageIT {
    private static final Pattern BLOCK = Pattern.compile("^```text\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern SQL = Pattern.compile("^```sql\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9a-f]{2})|([tn]))");

    private static String page;
    private static MariaDbServer server;

    @BeforeAll
    static void start() throws IOException {
        page = Files.readString(Project.root().resolve("docs/protocol-handlersocket.md"));
        server = MariaDbServer.builder()
                .readSecret("open-sesame")
                .writeSecret("another-one")
                .start();
        server.sql("create database docs;"
                + SQL.matcher(page).results().findFirst().orElseThrow().group(1));
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @Test
    void everyConversationGoesAsThePageSays() throws IOException {
        List<String> conversations =
                BLOCK.matcher(page).results().map(block -> block.group(1)).toList();
        assertThat(conversations).hasSizeGreaterThan(4);
        for (String conversation : conversations) {
            play(conversation);
        }
        assertThat(server.alive()).isTrue();
    }

    private static void play(String conversation) throws IOException {
        boolean writes = conversation.startsWith("write port\n");
        assertThat(writes || conversation.startsWith("read port\n")).isTrue();
        try (HandlerSocketRaw client =
                HandlerSocketRaw.connect(server.host(), writes ? server.writePort() : server.readPort())) {
            for (String line : conversation.lines().skip(1).toList()) {
                String bytes = bytes(line.substring(3));
                if (line.startsWith("C: ")) {
                    client.send(bytes);
                } else {
                    assertThat(line).startsWith("S: ");
                    assertThat(client.readLine() + "\n").as(line).isEqualTo(bytes);
                }
            }
        }
    }

    private static String bytes(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape -> escape.group(1) != null
                        ? String.valueOf((char) Integer.parseInt(escape.group(1), 16))
                        : escape.group(2).equals("t") ? "\t" : "\n");
    }
}
