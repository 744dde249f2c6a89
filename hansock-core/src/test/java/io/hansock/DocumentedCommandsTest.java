package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The commands that README and docs show are commands of this build: their profiles, modules, properties and phases are there. What they do is
 * tried by who runs them: {@code .ci/run} the tests, {@code DemoIT} what the demo starts.
 */
class DocumentedCommandsTest {
    private static final Pattern SHELL = block("sh");
    private static final Pattern INLINE = Pattern.compile("`((?:[A-Z_]+=\\S+ )*\\./mvnw [^`]+)`");
    private static final Pattern DEPENDENCY = block("xml");

    /** What Maven and its plugins know by themselves. */
    private static final Set<String> OWN_PROPERTIES =
            Set.of("skipTests", "test", "it.test", "maven.compiler.failOnWarning");

    private static final Set<String> PHASES =
            Set.of("compile", "test", "package", "verify", "install", "spotless:apply", "clean");

    /** Others are tried by other tests, as the comment in front of them says. */
    private static Pattern block(String language) {
        return Pattern.compile(
                "DocumentedCommandsTest\\.java -->\\s*^```" + language + "\\n(.*?)^```$",
                Pattern.DOTALL | Pattern.MULTILINE);
    }

    @Test
    void theCommandsAreThoseOfTheBuild() throws IOException {
        List<String> wrong = new ArrayList<>();
        String poms = poms();
        int seen = 0;
        for (Path page : Project.pages()) {
            for (String command : commands(Files.readString(page))) {
                seen++;
                for (String word : words(command)) {
                    if (!isKnown(word, poms)) {
                        wrong.add(page.getFileName() + ": " + word + " in " + command);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(seen).isGreaterThan(5);
    }

    private static List<String> commands(String page) {
        List<String> commands = SHELL.matcher(page)
                .results()
                .flatMap((MatchResult block) ->
                        block.group(1).replace("\\\n", " ").lines())
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .collect(Collectors.toCollection(ArrayList::new));
        INLINE.matcher(page).results().forEach(inline -> commands.add(inline.group(1)));
        return commands;
    }

    /** Without what is in quotes, which is the business of what it is given to. */
    private static List<String> words(String command) {
        return List.of(command.strip().replaceAll("\"[^\"]*\"", "").split("\\s+", -1));
    }

    private static boolean isKnown(String word, String poms) {
        if (word.equals("./mvnw")
                || word.equals("-pl")
                || word.equals("-am")
                || word.matches("[A-Z_]+=\\S+")
                || PHASES.contains(word)) {
            return true;
        }
        if (word.startsWith("-P")) {
            return List.of(word.substring(2).split(",", -1)).stream()
                    .allMatch(id -> poms.contains("<id>" + id + "</id>"));
        }
        if (word.startsWith("-D")) {
            String name = word.substring(2).split("=", 2)[0];
            return OWN_PROPERTIES.contains(name) || poms.contains("<" + name + ">") || poms.contains("${" + name + "}");
        }
        return poms.contains("<module>" + word + "</module>");
    }

    @Test
    void theDependenciesAreThoseThatTheBuildMakes() throws IOException {
        String version = Files.readString(Project.root().resolve("pom.xml"));
        for (Path page : Project.pages()) {
            DEPENDENCY.matcher(Files.readString(page)).results().forEach((MatchResult block) -> {
                assertThat(version).contains(tag(block.group(1), "version"), tag(block.group(1), "groupId"));
                assertThat(Project.root().resolve(text(block.group(1), "artifactId")))
                        .isDirectory();
            });
        }
    }

    private static String tag(String xml, String name) {
        return "<" + name + ">" + text(xml, name) + "</" + name + ">";
    }

    private static String text(String xml, String name) {
        return xml.replaceAll("(?s).*<" + name + ">(.*?)</" + name + ">.*", "$1");
    }

    private static String poms() throws IOException {
        StringBuilder poms = new StringBuilder();
        for (String module : List.of(".", "hansock-core", "hansock-spring-boot-starter", "sample-app")) {
            poms.append(Files.readString(Project.root().resolve(module).resolve("pom.xml")));
        }
        return poms.toString();
    }
}
