package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each known trap has a test that carries its number: those of HandlerSocket (H) on a real server, since it is the server that they harm; bugs
 * that other drivers had (B) on any. And docs/safety.md, which says what is done about each H, names tests that there are.
 */
class TrapsAreTestedTest {
    private static final int LAST_H = 35;
    private static final int LAST_B = 36;
    private static final Pattern METHOD = Pattern.compile("void ((?:[hb]\\d+_)+\\w*)\\(");
    private static final Pattern NUMBER = Pattern.compile("\\G([hb]\\d+)_");
    private static final Pattern DOCUMENTED = Pattern.compile("^\\| (H\\d+) \\|(.*)\\|$", Pattern.MULTILINE);
    private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+(?:Test|IT))`");

    @Test
    void everyTrapOfHandlerSocketHasATestOnARealServer() throws IOException {
        assertThat(numbers(file -> file.endsWith("IT.java"))).containsAll(expected("h", LAST_H));
    }

    @Test
    void everyBugOfOtherDriversHasATest() throws IOException {
        assertThat(numbers(file -> file.endsWith("IT.java") || file.endsWith("Test.java")))
                .containsAll(expected("b", LAST_B));
    }

    @Test
    void theSafetyPageNamesForEachTrapATestThatCarriesItsNumber() throws IOException {
        Set<String> documented = new TreeSet<>();
        Matcher line = DOCUMENTED.matcher(Files.readString(Project.root().resolve("docs/safety.md")));
        while (line.find()) {
            String number = line.group(1).toLowerCase(Locale.ROOT);
            documented.add(number);
            List<String> tests = NAMED_TEST
                    .matcher(line.group(2))
                    .results()
                    .map(test -> test.group(1))
                    .toList();
            assertThat(tests).as(number).isNotEmpty();
            for (String test : tests) {
                assertThat(numbers(file -> file.equals(test + ".java")))
                        .as(test)
                        .contains(number);
            }
        }
        assertThat(documented).containsAll(expected("h", LAST_H));
    }

    private static Set<String> expected(String letter, int last) {
        return IntStream.rangeClosed(1, last).mapToObj(i -> letter + i).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The numbers in names of test methods, in the classes of hansock-core whose files are of that name. */
    private static Set<String> numbers(Predicate<String> file) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path source : sources()) {
            if (file.test(source.getFileName().toString())) {
                METHOD.matcher(Files.readString(source))
                        .results()
                        .flatMap(method -> NUMBER.matcher(method.group(1)).results())
                        .forEach(number -> found.add(number.group(1)));
            }
        }
        return found;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> all = Files.walk(Project.root().resolve("hansock-core/src/test/java"))) {
            return new ArrayList<>(
                    all.filter(file -> file.toString().endsWith(".java")).toList());
        }
    }
}
