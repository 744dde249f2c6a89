package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README and docs show is what the tests run, and what they link to is there. */
class ReadmeTest {
    private static final Path PROJECT = project();
    private static final Pattern SNIPPET =
            Pattern.compile("<!-- snippet: (\\S+) -->\\s*```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TAGGED =
            Pattern.compile("// tag::example\\[]\\n(.*?)// end::example\\[]", Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("^```.*?^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("]\\((?![^)]*:)([^)#\\s]*)(#[^)\\s]*)?\\)");

    @Test
    void theExamplesAreThoseOfTheTests() throws IOException {
        assertThat(examples(PROJECT.resolve("README.md"))).isEqualTo(2);
        assertThat(examples(PROJECT.resolve("docs/sql.md"))).isEqualTo(2);
        assertThat(examples(PROJECT.resolve("docs/semantics.md"))).isEqualTo(1);
    }

    /** Compares the examples of a page with their tests; returns how many there are. */
    private static int examples(Path page) throws IOException {
        Matcher snippet = SNIPPET.matcher(Files.readString(page));
        int found = 0;
        while (snippet.find()) {
            found++;
            assertThat(words(snippet.group(2))).as(snippet.group(1)).isEqualTo(words(tagged(snippet.group(1))));
        }
        return found;
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
                assertThat(target).as("link in %s", page.getFileName()).exists();
                if (link.group(2) != null) {
                    assertThat(anchors(target))
                            .as("anchors of %s", target.getFileName())
                            .contains(link.group(2).substring(1));
                }
            }
        }
    }

    /** The parts of a file that are shown, without what the test does between them. */
    private static String tagged(String file) throws IOException {
        return TAGGED.matcher(Files.readString(PROJECT.resolve(file)))
                .results()
                .map(part -> part.group(1))
                .collect(Collectors.joining());
    }

    /** What GitHub lets a link name: the headings of a page, in small letters, without punctuation, hyphens for spaces. */
    private static List<String> anchors(Path page) throws IOException {
        return HEADING.matcher(CODE.matcher(Files.readString(page)).replaceAll(""))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\s-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(PROJECT);
                Stream<Path> docs = Files.list(PROJECT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }

    /** Without white space: lines are broken where each page has room. */
    private static String words(String code) {
        return code.replaceAll("\\s+", "");
    }

    private static Path project() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("README.md"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
