package io.hansock.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.testing.PatientClient;
import io.hansock.testing.Project;
import io.hansock.testing.SmallProject;
import io.hansock.testing.SqlServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does in an empty folder what docs/quick-start.md says, with the very blocks of the page: the files under their headings, the SQL, the commands.
 * Only the server's port is another. The artifacts are those of this build, out of a repository.
 */
class QuickStartIT {
    private static final Pattern FILE =
            Pattern.compile("^## \\d\\. `([^`]+)`\\n.*?^```\\w+\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    @Test
    void aStrangerGetsWhatThePagePromises(@TempDir Path folder) throws Exception {
        List<MatchResult> files = FILE.matcher(page()).results().toList();
        assertThat(files).hasSize(3);
        for (MatchResult file : files) {
            Path place = folder.resolve(file.group(1));
            Files.createDirectories(place.getParent());
            Files.writeString(place, file.group(2));
        }
        assertThat(Files.readString(folder.resolve("pom.xml")))
                .contains("<version>" + System.getProperty("hansock.spring-boot.version") + "</version>");
        List<String> commands = block("sh", "QuickStartIT")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        SmallProject project = SmallProject.in(folder).build();
        assertThat(commands)
                .containsExactly(
                        "mvn package", "java -jar target/" + project.jar().getFileName());

        List<String> promised = block("text", "").lines().toList();
        try (SqlServer server = SqlServer.builder(SqlServer.Kind.MARIADB_10_11)
                .withHandlerSocket()
                .start()) {
            server.admin(block("sql", "QuickStartIT")
                    .lines()
                    .map(line -> line.replaceAll(";$", ""))
                    .toArray(String[]::new));
            for (String time : List.of("the first time", "the second time")) {
                assertThat(project.run(PatientClient.arguments("--hansock.servers.east.port=" + server.port()))
                                .lines())
                        .as(time)
                        .containsSubsequence(promised);
            }
        }
    }

    private static String page() throws IOException {
        return Files.readString(Project.root().resolve("docs/quick-start.md"));
    }

    /** The first block of a language, of those that this class tries. */
    private static String block(String language, String triedBy) throws IOException {
        return Pattern.compile(
                        (triedBy.isEmpty() ? "" : triedBy + "\\.java -->\\s*") + "^```" + language + "\\n(.*?)^```$",
                        Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(page())
                .results()
                .map(block -> block.group(1))
                .findFirst()
                .orElseThrow();
    }
}
