package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/operations.md explains each message that operators get to see, on the level on which they do. */
class LogMessagesTest {
    private static final Pattern DOCUMENTED =
            Pattern.compile("^\\| ((?:INFO|WARN|ERROR|, )+) \\| `([^`]+)` \\| \\S.* \\|$", Pattern.MULTILINE);
    private static final Pattern LOGGED = Pattern.compile(
            "\\bLOG\\s*\\.(?:(info|warn|error)\\(|atLevel\\(.*?\\)\\s*\\.log\\()\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"[\\s+]*)+)",
            Pattern.DOTALL);
    private static final Pattern ANY_CALL =
            Pattern.compile("\\b(?:LOG|log|logger)\\s*\\.(?:info|warn|error|at[A-Z]\\w*)\\(");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    @Test
    void thePageHasEachMessageOfTheSources() throws IOException {
        Map<String, Set<String>> documented = new TreeMap<>();
        Matcher line = DOCUMENTED.matcher(Files.readString(Project.root().resolve("docs/operations.md")));
        while (line.find()) {
            documented.put(line.group(2), new TreeSet<>(Set.of(line.group(1).split(", ", -1))));
        }
        assertThat(documented).isEqualTo(logged());
    }

    private static Map<String, Set<String>> logged() throws IOException {
        Map<String, Set<String>> messages = new TreeMap<>();
        for (String module : new String[] {"hansock-core", "hansock-spring-boot-starter"}) {
            try (Stream<Path> files = Files.walk(Project.root().resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(one -> one.toString().endsWith(".java")).toList()) {
                    String source = Files.readString(file);
                    Matcher call = LOGGED.matcher(source);
                    int understood = 0;
                    while (call.find()) {
                        understood++;
                        Set<String> levels = messages.computeIfAbsent(text(call.group(2)), any -> new TreeSet<>());
                        if (call.group(1) == null) {
                            Pattern.compile("Level\\.(\\w+)")
                                    .matcher(call.group())
                                    .results()
                                    .forEach(level -> levels.add(level.group(1)));
                        } else {
                            levels.add(call.group(1).toUpperCase(Locale.ROOT));
                        }
                    }
                    assertThat(ANY_CALL.matcher(source).results().count())
                            .as("calls of the log in %s whose message is a text", file.getFileName())
                            .isEqualTo(understood);
                }
            }
        }
        return messages;
    }

    /** A text that is written in pieces. */
    private static String text(String pieces) {
        return LITERAL.matcher(pieces)
                .results()
                .map((MatchResult piece) -> piece.group(1))
                .collect(Collectors.joining());
    }
}
