package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where a page tells the default of a property, it is the one that the generated reference has. */
class OperationsPageTest {
    private static final Pattern REFERENCE =
            Pattern.compile("^\\| `(hansock\\.[a-z.<>-]+)` \\| (?:`([^`]*)`)? \\|", Pattern.MULTILINE);
    private static final Pattern ROW =
            Pattern.compile("^\\| [^|]+ \\| `(hansock\\.[a-z.-]+)`[^|]* \\| ([^|]+) \\|$", Pattern.MULTILINE);
    private static final Pattern IN_A_SENTENCE = Pattern.compile("`(hansock\\.[a-z.-]+)` \\(([0-9][^)]*)\\)");

    @Test
    void theDefaultsOnOtherPagesAreThoseOfTheReference() throws IOException {
        Map<String, String> defaults = REFERENCE
                .matcher(page("configuration.md"))
                .results()
                .filter(row -> row.group(2) != null)
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
        List<String> wrong = new ArrayList<>();
        int told = 0;
        for (Path page : Project.pages()) {
            String text = Files.readString(page);
            for (Pattern pattern : List.of(ROW, IN_A_SENTENCE)) {
                for (MatchResult found : pattern.matcher(text).results().toList()) {
                    told++;
                    if (!plain(found.group(2)).equals(plain(defaults.getOrDefault(found.group(1), "none")))) {
                        wrong.add(page.getFileName() + ": " + found.group());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(told).isGreaterThan(10);
    }

    /** What an instance opens over SQL at most is told as a sum, and as what the defaults make of it. */
    @Test
    void theSumOfConnectionsIsThatOfTheTable() throws IOException {
        String operations = page("operations.md");
        String table = operations.substring(
                operations.indexOf("| connections | setting |"), operations.indexOf("All callers share"));
        int overSql = Pattern.compile("^\\| over SQL, .* \\| (\\d+) \\|$", Pattern.MULTILINE)
                .matcher(table)
                .results()
                .mapToInt(row -> Integer.parseInt(row.group(1)))
                .sum();
        assertThat(operations)
                .contains("2 × `sql-channels` + 2 × `sql-sessions` + 10 each, which is " + overSql
                        + " with the defaults");
    }

    private static String page(String name) throws IOException {
        return Files.readString(Project.root().resolve("docs").resolve(name));
    }

    private static String plain(String told) {
        return told.replaceAll("[ ,`]", "").toLowerCase(Locale.ROOT);
    }
}
