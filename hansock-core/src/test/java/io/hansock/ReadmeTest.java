package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.testing.Project;
import io.hansock.testing.SqlServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What README.md claims in figures and versions is what the benchmarks have shown and the tests run on. */
class ReadmeTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| (\\d+ [^|]+) \\| ([0-9,]+) \\| ([0-9,]+) \\| ([0-9,]+) \\|$", Pattern.MULTILINE);

    /** The columns of the table, as the benchmarks call them. */
    private static final List<String> CONTENDERS =
            List.of("Hansock, records", "mariadb-java-client, prepared", "hs4j 0.1");

    @Test
    void eachFigureIsThatOfItsSettingAndContender() throws IOException {
        String benchmarks = page("docs/benchmarks.md");
        Matcher row = ROW.matcher(page("README.md"));
        List<String> settings = new ArrayList<>();
        while (row.find()) {
            String setting = row.group(1);
            settings.add(setting);
            for (int i = 0; i < CONTENDERS.size(); i++) {
                assertThat(figure(benchmarks, setting, CONTENDERS.get(i)))
                        .as("%s, %s", setting, CONTENDERS.get(i))
                        .isEqualTo(row.group(2 + i));
            }
        }
        assertThat(settings).hasSize(4);
        assertThat(benchmarks).as("the same two cores").contains("* Machine: 2 × ");
    }

    /** "Nearly three to nearly six times as many a second as by prepared statements where callers are many". */
    @Test
    void theRatiosAreThoseOfTheFigures() throws IOException {
        String benchmarks = page("docs/benchmarks.md");
        assertThat(page("README.md").replaceAll("\\s+", " "))
                .contains(
                        "nearly three to nearly six times as many a second as by prepared statements where callers are many");
        assertThat(ratio(benchmarks, "32 platform threads, a find a call")).isBetween(2.7, 3.0);
        assertThat(ratio(benchmarks, "128 virtual threads, a find a call")).isBetween(5.6, 6.0);
    }

    private static double ratio(String benchmarks, String setting) {
        return number(figure(benchmarks, setting, CONTENDERS.get(0)))
                / number(figure(benchmarks, setting, CONTENDERS.get(1)));
    }

    private static double number(String figure) {
        return Double.parseDouble(figure.replace(",", ""));
    }

    /** The first figure in a contender's row of the table below the heading of a setting. */
    private static String figure(String benchmarks, String setting, String contender) {
        Matcher table = Pattern.compile(
                        "^### " + Pattern.quote(setting) + "(?:;[^\\n]*)?\\n(.*?)(?=^#)",
                        Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(benchmarks);
        assertThat(table.find()).as(setting).isTrue();
        Matcher row = Pattern.compile("^\\| " + Pattern.quote(contender) + " \\| ([0-9,]+) \\|", Pattern.MULTILINE)
                .matcher(table.group(1));
        assertThat(row.find()).as(contender).isTrue();
        return row.group(1);
    }

    @Test
    void theCompatibilityTableHasWhatTheTestsRunOn() throws IOException {
        String readme = page("README.md");
        Map<String, List<String>> servers = Arrays.stream(SqlServer.Kind.values())
                .map(kind -> kind.name().split("_", 2))
                .collect(Collectors.groupingBy(
                        kind -> kind[0],
                        TreeMap::new,
                        Collectors.mapping(kind -> kind[1].replace('_', '.'), Collectors.toList())));
        assertThat(readme)
                .contains("| MariaDB | " + String.join(", ", servers.get("MARIADB")) + " |")
                .contains("| MySQL | " + String.join(", ", servers.get("MYSQL")) + " |");
        String pom = page("pom.xml");
        assertThat(pom).contains("<maven.compiler.release>17</maven.compiler.release>");
        Matcher boot =
                Pattern.compile("<spring-boot\\.version>(\\d+\\.\\d+)\\.").matcher(pom);
        assertThat(boot.find()).isTrue();
        assertThat(readme).contains("| Spring Boot | " + boot.group(1) + " |");
        assertThat(page(".ci/run")).contains("find_jdk 17", "find_jdk 25");
        assertThat(readme).contains("| Java | 17, 25 |");
    }

    @Test
    void theCoreNeedsTwoLibrariesAndNothingElse() throws IOException {
        assertThat(page("README.md")).contains("The core needs `slf4j-api` and `jspecify`, nothing else.");
        List<String> needed = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL)
                .matcher(page("hansock-core/pom.xml").replaceAll("(?s)<profiles>.*?</profiles>|<build>.*?</build>", ""))
                .results()
                .map(dependency -> dependency.group(1))
                .filter(dependency -> !dependency.contains("<scope>test</scope>"))
                .map(dependency -> dependency.replaceAll("(?s).*<artifactId>(.*?)</artifactId>.*", "$1"))
                .toList();
        assertThat(needed).containsExactlyInAnyOrder("slf4j-api", "jspecify");
    }

    private static String page(String path) throws IOException {
        return Files.readString(Project.root().resolve(path));
    }
}
