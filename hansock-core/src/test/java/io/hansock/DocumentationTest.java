package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.guard.Rule;
import io.hansock.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What README and docs show is what tests run, and what they link to is there. Each block of code says in a comment in front of it where that is
 * done: {@code snippet: FILE#NAME} names the part of a test that it is, between {@code tag::NAME[]} and {@code end::NAME[]} (without a name:
 * {@code example}); {@code tried by: FILE} names a test that reads the block out of the page and runs it. Blocks of {@code text} are pictures.
 */
class DocumentationTest {
    private static final Pattern FENCED = Pattern.compile(
            "(?:<!-- (snippet|tried by): ([^#\\s]+)(?:#(\\S+))? -->\\s*)?^```(\\w*)\\n(.*?)^```$",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern FENCE = Pattern.compile("^[ \\t]*(?:```|~~~)", Pattern.MULTILINE);
    private static final Pattern INDENTED = Pattern.compile("\\A\\n?(?: {4}|\\t)\\S|\\n\\n(?: {4}|\\t)\\S");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("]\\((?![^)]*:)([^)#\\s]*)(#[^)\\s]*)?\\)");
    private static final Pattern ANY_LINK = Pattern.compile("]\\(|]\\[|(?m:^\\[[^]]+]:)|<(?:a|img)\\s|<https?:");
    private static final Pattern NAMED_TEST = Pattern.compile("`(\\p{Upper}\\p{Lower}\\w*(?:IT|Test))`");
    private static final Set<String> PICTURES = Set.of("text");

    @Test
    void everyBlockOfCodeIsCompiledOrRunByATest() throws IOException {
        List<String> wrong = new ArrayList<>();
        int blocks = 0;
        for (Path page : Project.pages()) {
            Matcher block = FENCED.matcher(Files.readString(page));
            while (block.find()) {
                if (PICTURES.contains(block.group(4))) {
                    continue;
                }
                blocks++;
                String trouble = trouble(page, block);
                if (trouble != null) {
                    wrong.add(page.getFileName() + ", block of " + block.group(4) + " \""
                            + block.group(5).lines().findFirst().orElse("") + "\": " + trouble);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(blocks).isGreaterThan(10);
    }

    private static @Nullable String trouble(Path page, Matcher block) throws IOException {
        if (block.group(1) == null) {
            return "nothing in front of it says which test it is of";
        }
        Path test = Project.root().resolve(block.group(2));
        if (!Files.exists(test)) {
            return "there is no " + block.group(2);
        }
        if (block.group(1).equals("tried by")) {
            String source = Files.readString(test);
            return source.contains(page.getFileName().toString()) || source.contains("Project.pages()")
                    ? null
                    : block.group(2) + " does not read this page";
        }
        String tagged = tagged(test, block.group(3) == null ? "example" : block.group(3));
        return words(tagged).equals(words(block.group(5)))
                ? null
                : "it differs from " + block.group(2) + ":\n" + tagged;
    }

    /** One that is indented, or says more than its language, would be tried by nobody. */
    @Test
    void everyBlockOfCodeIsSeen() throws IOException {
        for (Path page : Project.pages()) {
            String text = Files.readString(page);
            assertThat(FENCE.matcher(text).results().count())
                    .as("fences of %s", page.getFileName())
                    .isEqualTo(2 * FENCED.matcher(text).results().count());
        }
    }

    /** They have nowhere to say of which language they are. */
    @Test
    void noBlockOfCodeIsMarkedByItsIndentAlone() throws IOException {
        for (Path page : Project.pages()) {
            assertThat(INDENTED.matcher(withoutBlocks(page))
                            .results()
                            .map(found -> found.group().strip()))
                    .as("indented blocks of %s", page.getFileName())
                    .isEmpty();
        }
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        for (Path page : Project.pages()) {
            Matcher link = LINK.matcher(withoutBlocks(page));
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

    /** One that is written otherwise, as HTML or with its address elsewhere, would lead anywhere. */
    @Test
    void everyLinkIsSeen() throws IOException {
        for (Path page : Project.pages()) {
            String text = withoutBlocks(page);
            assertThat(count(LINK, text) + count(ExternalLinks.PAGE_LINK, text))
                    .as("links of %s", page.getFileName())
                    .isEqualTo(count(ANY_LINK, text));
        }
    }

    private static long count(Pattern pattern, String text) {
        return pattern.matcher(text).results().count();
    }

    /** Pages name tests as evidence. */
    @Test
    void everyTestThatAPageNamesIsThere() throws IOException {
        Set<String> tests = new HashSet<>();
        for (String module : List.of("hansock-core", "hansock-spring-boot-starter", "sample-app")) {
            try (Stream<Path> files = Files.walk(Project.root().resolve(module).resolve("src/test/java"))) {
                files.map(file -> file.getFileName().toString()).forEach(tests::add);
            }
        }
        for (Path page : Project.pages()) {
            assertThat(NAMED_TEST
                            .matcher(withoutBlocks(page))
                            .results()
                            .map(test -> test.group(1))
                            .filter(test -> !tests.contains(test + ".java")))
                    .as("tests that %s names and that there are not", page.getFileName())
                    .isEmpty();
        }
    }

    /** Whoever is refused, or counts what takes SQL, finds out why. */
    @Test
    void everyRuleOfTheGuardIsExplained() throws IOException {
        String pages = Files.readString(Project.root().resolve("docs/handlersocket.md"))
                + Files.readString(Project.root().resolve("docs/semantics.md"));
        assertThat(Rule.values()).allSatisfy(rule -> assertThat(pages).contains("`" + rule.id() + "`"));
    }

    /** A page that nothing leads to is not read. */
    @Test
    void everyPageIsLinkedFromTheReadme() throws IOException {
        String readme = Files.readString(Project.root().resolve("README.md"));
        for (Path page : Project.pages()) {
            Path relative = Project.root().relativize(page);
            if (!relative.toString().equals("README.md")) {
                assertThat(readme).contains("](" + relative);
            }
        }
    }

    /** The parts of a file that are shown, without what the test does between them. */
    private static String tagged(Path file, String name) throws IOException {
        String tag = Pattern.quote(name) + "\\[]";
        return Pattern.compile(
                        "^[^\\n]*tag::" + tag + "[^\\n]*\\n(.*?)^[^\\n]*end::" + tag,
                        Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(file))
                .results()
                .map(part -> part.group(1))
                .collect(Collectors.joining());
    }

    private static String withoutBlocks(Path page) throws IOException {
        return FENCED.matcher(Files.readString(page)).replaceAll("");
    }

    /** What GitHub lets a link name: the headings of a page, in small letters, without punctuation, hyphens for spaces. */
    private static List<String> anchors(Path page) throws IOException {
        return HEADING.matcher(withoutBlocks(page))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\s-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    /** Without white space: lines are broken where each page has room. */
    private static String words(String code) {
        return code.replaceAll("\\s+", "");
    }
}
