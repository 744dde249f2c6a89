package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.guard.Rule;
import io.hansock.handlersocket.RequestBounds;
import io.hansock.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/semantics.md has every rule by which sources refuse by name, and no other; those of the guard are there or in docs/handlersocket.md. */
class SemanticsPageTest {
    private static final Pattern REFUSAL =
            Pattern.compile("new RefusedException\\([^\"]*\"([a-z]+(?:-[a-z]+)*)\"|_RULE = \"([a-z-]+)\"");
    private static final Pattern ROW = Pattern.compile("^\\| ((?:`[a-z-]+`(?:, )?)+) \\|", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([a-z-]+)`");

    @Test
    void thePageHasEachRuleByWhichTheSourcesRefuse() throws IOException {
        Set<String> refusals = refusals();
        Set<String> chosen = Arrays.stream(Rule.values()).map(Rule::id).collect(Collectors.toSet());
        Set<String> documented = documented();
        assertThat(documented).containsAll(refusals);
        assertThat(documented)
                .as("rules that there are")
                .allSatisfy(rule -> assertThat(refusals.contains(rule) || chosen.contains(rule))
                        .as(rule)
                        .isTrue());
    }

    @Test
    void eachRuleOfTheGuardIsARowOfOneOfTheTwoTables() throws IOException {
        Set<String> rows = documented();
        rows.addAll(rows(Files.readString(Project.root().resolve("docs/handlersocket.md"))));
        assertThat(rows).containsAll(Arrays.stream(Rule.values()).map(Rule::id).toList());
    }

    @Test
    void theBoundsOfARequestAreThoseOfTheSources() throws IOException {
        assertThat(Files.readString(Project.root().resolve("docs/semantics.md")))
                .contains("more than " + RequestBounds.MOST_FILTERS + " filters, " + RequestBounds.MOST_COLUMNS
                        + " columns or " + RequestBounds.MOST_KEY_PARTS + " values of a key in one request");
        assertThat(Files.readString(Project.root().resolve("docs/safety.md")))
                .contains(
                        RequestBounds.MOST_FILTERS + " filters (`filters`)",
                        RequestBounds.MOST_COLUMNS + " columns (`columns`)");
    }

    private static Set<String> documented() throws IOException {
        String page = Files.readString(Project.root().resolve("docs/semantics.md"));
        return rows(page.substring(page.indexOf("## What is refused"), page.indexOf("## What is not promised")));
    }

    private static Set<String> rows(String text) {
        return ROW.matcher(text)
                .results()
                .flatMap(row -> NAME.matcher(row.group(1)).results())
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> refusals() throws IOException {
        Set<String> rules = new TreeSet<>();
        for (String module : new String[] {"hansock-core", "hansock-spring-boot-starter"}) {
            try (Stream<Path> files = Files.walk(Project.root().resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(one -> one.toString().endsWith(".java")).toList()) {
                    REFUSAL.matcher(Files.readString(file))
                            .results()
                            .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                            .forEach(rules::add);
                }
            }
        }
        return rules;
    }
}
