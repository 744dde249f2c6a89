package io.hansock.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hansock.Hansock;
import io.hansock.testing.PatientClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.springframework.context.ConfigurableApplicationContext;

/** The page, in a real browser, before the whole demonstration. Pictures of it are left in {@code target/pictures}. */
class PageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Pattern RED_AND_GREEN = Pattern.compile("(\\d+), (\\d+)");

    private static DemoServers servers;
    private static ConfigurableApplicationContext application;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Browser.isInstalled(), "needs the packages chromium and chromium-driver");
        servers = DemoServers.start();
        application = Demo.start(servers, PatientClient.arguments("--server.port=0"));
        browser = Browser.start(Path.of("target", "pictures"));
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
        if (application != null) {
            application.close();
        }
        if (servers != null) {
            servers.close();
        }
    }

    @BeforeEach
    void open() {
        browser.open("about:blank").sized(1280, 900).coloured("light").open(address() + "#token=" + token());
        eventually(() -> assertThat(browser.all("#tiles .tile")).isNotEmpty());
        eventually(() -> assertThat(states()).containsOnly("up"));
    }

    @AfterEach
    void nothingWasComplainedOf() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsTheCharactersOfATextAndTheServerOfEach() {
        ask("aΩ∑");

        eventually(() -> assertThat(texts("#tiles .name"))
                .containsExactly("LATIN SMALL LETTER A", "GREEK CAPITAL LETTER OMEGA", "N-ARY SUMMATION"));
        assertThat(texts("#tiles .glyph")).containsExactly("a", "Ω", "∑");
        assertThat(texts("#tiles .point")).containsExactly("U+0061", "U+03A9", "U+2211");
        assertThat(texts("#tiles .home")).containsExactly(owner('a'), owner('Ω'), owner('∑'));
        assertThat(browser.all("#ring .tick")).as("where they fall on the ring").hasSize(3);
        assertThat(browser.find("#answer-summary").getText()).startsWith("3 characters from ");
    }

    @Test
    void whatIsTypedIsTextAndNothingElse() {
        ask("<img src=x onerror=alert(1)>");

        eventually(() -> assertThat(texts("#tiles .glyph")).startsWith("<", "i", "m", "g", "␣"));
        assertThat(browser.all("#tiles img")).isEmpty();
    }

    @Test
    void everythingCanBeDoneByTheKeyboard() {
        long before = views('☃');
        WebElement skip = tab();
        assertThat(skip.getText()).isEqualTo("Skip to the characters");
        tab().sendKeys(Keys.ARROW_RIGHT);
        assertThat(browser.focused().getDomProperty("value")).as("by name").isEqualTo("names");
        WebElement question = tab();
        assertThat(question.getDomProperty("id")).isEqualTo("question");
        assertThat(browser.style(question, "outline-style"))
                .as("the focus can be seen")
                .isEqualTo("solid");
        question.sendKeys(Keys.chord(Keys.CONTROL, "a"), "snowman", Keys.ENTER);
        eventually(() -> assertThat(texts("#tiles .name")).startsWith("SNOWMAN"));

        WebElement tile = tab();
        tile.sendKeys(Keys.ENTER);
        eventually(() -> assertThat(browser.find("#detail-name").getText()).isEqualTo("SNOWMAN"));
        assertThat(browser.find("#detail-facts").getText()).contains("U+2603", "E2 98 83", "2603", owner('☃'));
        assertThat(browser.focused().getText()).isEqualTo("Close");
        browser.focused().sendKeys(Keys.ESCAPE);
        assertThat(browser.find("#detail").isDisplayed()).isFalse();
        assertThat(browser.focused()).as("where it was before").isEqualTo(tile);
        eventually(() -> assertThat(views('☃')).isEqualTo(before + 1));
    }

    @Test
    void listsWhatWasViewedMost() {
        servers.named(owner('Ω')).sql("update unicode.characters set views = 1000000 where code_point = 0x3a9");
        servers.named(owner('∑')).sql("update unicode.characters set views = 1000001 where code_point = 0x2211");

        eventually(() -> assertThat(texts("#most .name")).startsWith("N-ARY SUMMATION", "GREEK CAPITAL LETTER OMEGA"));
    }

    @Test
    void aKilledServerIsRedAndGreenAgainAfterItsRestart() throws IOException {
        ask("abcdefghijklmnopqrstuvwxyz");
        String victim = owner('m');
        WebElement state = browser.find(card(victim) + " .state");
        WebElement button = browser.find(card(victim) + " button");
        assertThat(button.getText()).isEqualTo("Kill " + victim);

        button.click();
        eventually(() -> assertThat(state.getText()).isEqualTo("down"));
        assertThat(hue(state)).isEqualTo("red");
        eventually(() -> assertThat(texts("#told")).as("read aloud").containsExactly(victim + " is down."));
        eventually(() -> assertThat(browser.find("#answer-summary").getText()).endsWith(victim + " does not answer."));
        assertThat(texts("#tiles .name"))
                .as("the others' characters are there")
                .contains("LATIN SMALL LETTER " + letterOfAnotherThan(victim))
                .contains(victim + " does not answer");
        browser.picture("killed");

        eventually(() -> assertThat(button.getText()).isEqualTo("Restart " + victim));
        button.click();
        eventually(() -> assertThat(state.getText()).isEqualTo("up"));
        assertThat(hue(state)).isEqualTo("green");
        assertThat(browser.focused()).as("the button keeps the focus").isEqualTo(button);
        eventually(() -> assertThat(texts("#tiles .name")).contains("LATIN SMALL LETTER M"));
    }

    @Test
    void aViewThatWasNotCountedIsToldUntilAllServersAnswerAgain() {
        String victim = owner('m');
        servers.named(victim).sql("update unicode.characters set views = 999999 where code_point = 0x6d");
        eventually(() -> assertThat(texts("#most .name")).contains("LATIN SMALL LETTER M"));
        WebElement button = browser.find(card(victim) + " button");
        button.click();
        eventually(() -> assertThat(button.getText()).isEqualTo("Restart " + victim));

        browser.all("#most .tile")
                .get(texts("#most .name").indexOf("LATIN SMALL LETTER M"))
                .click();
        eventually(() -> assertThat(texts("#notice:not([hidden])"))
                .containsExactly("The view was not counted. Server " + victim + " does not answer."));
        assertThat(browser.complaints()).as("the browser's own").allMatch(line -> line.contains("503"));

        browser.focused().sendKeys(Keys.ESCAPE);
        button.sendKeys(Keys.ENTER);
        eventually(() -> assertThat(states()).containsOnly("up"));
        eventually(() -> assertThat(texts("#notice:not([hidden])")).isEmpty());
    }

    @Test
    void aViewThatWasCountedIsNotSaidToHaveFailedWhereWhatFollowsFails() {
        ask("a");
        eventually(() -> assertThat(texts("#tiles .name")).containsExactly("LATIN SMALL LETTER A"));
        browser.run("""
                const asked = window.fetch;
                let counted = false;
                window.fetch = async (address, options) => {
                  if (counted && address === "/api/most-viewed") {
                    counted = false;
                    return new Response("<p>", { status: 502 });
                  }
                  const response = await asked(address, options);
                  counted = counted || options.method === "POST";
                  return response;
                };
                """);
        long before = views('a');
        browser.find("#tiles .tile").click();
        eventually(() -> assertThat(texts("#notice:not([hidden])"))
                .containsExactly("The view was counted; what is viewed most is not known."
                        + " The application answered with status 502."));
        assertThat(views('a')).isEqualTo(before + 1);
    }

    @Test
    void aQuestionThatFailsLeavesNothingOfTheOneBefore() {
        browser.run("window.fetch = () => Promise.resolve(new Response('<p>', { status: 502 }))");
        ask("a");
        eventually(() ->
                assertThat(texts("#answer-summary")).containsExactly("The application answered with status 502."));
        assertThat(browser.all("#tiles .tile, #ring .tick")).isEmpty();

        browser.run("window.fetch = () => Promise.reject(new TypeError('Failed to fetch'))");
        ask("b");
        eventually(() -> assertThat(texts("#answer-summary")).containsExactly("The application does not answer."));
    }

    @Test
    void drawsThroughputAndLatencyOfBothWires() throws IOException {
        browser.find("#load-button").click();

        eventually(() -> {
            List<WebElement> rows = browser.all("#now tbody tr");
            assertThat(rows)
                    .hasSize(6)
                    .allSatisfy(row -> assertThat(row.getText().replaceAll(".* (HandlerSocket|SQL) ([\\d,]+) .*", "$2"))
                            .isNotEqualTo("0"));
        });
        eventually(() -> assertThat(browser.find("#load-text").getText()).contains("finds a second"));
        // they are drawn anew each second, so that those found may be gone already
        eventually(() -> assertThat(browser.all("#charts .curve"))
                .as("two wires, three servers, of each throughput, median and 99 %")
                .hasSize(18)
                .allSatisfy(curve -> assertThat(curve.getDomAttribute("d")).contains("L")));
        browser.picture("desktop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void fitsAPhone(String scheme) throws IOException {
        browser.coloured(scheme).sized(360, 740);

        assertThat(browser.scrollsSideways()).isFalse();
        assertThat(browser.all("button, #question"))
                .allSatisfy(element -> assertThat(element.getSize().getHeight() >= 24 || !element.isDisplayed())
                        .as("can be touched")
                        .isTrue());
        browser.picture("phone-" + scheme);
        browser.pictureOfWindow("phone-top-" + scheme);
        browser.find("#tiles .tile").click();
        assertThat(browser.find("#detail").getSize().getWidth()).isLessThan(360);
        browser.pictureOfWindow("phone-detail-" + scheme);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void canBeRead(String scheme) throws IOException {
        browser.coloured(scheme);

        for (String ground : List.of("--ground", "--panel")) {
            for (String ink : List.of("--ink", "--quiet", "--accent", "--up", "--down", "--warn")) {
                assertThat(contrast(ink, ground)).as("%s on %s", ink, ground).isGreaterThan(4.5);
            }
            for (int i = 0; i < 6; i++) {
                assertThat(contrast("--server-" + i, ground))
                        .as("colour %d on %s", i, ground)
                        .isGreaterThan(3);
            }
        }
        browser.picture("page-" + scheme);
    }

    @Test
    void withoutTheTokenThereAreNoButtons() {
        browser.run("sessionStorage.clear()");
        browser.open("about:blank").open(address());

        eventually(() -> assertThat(states()).containsOnly("up"));
        assertThat(browser.all(".card button")).isEmpty();
        assertThat(browser.find("#load").isDisplayed()).isFalse();
    }

    private static String address() {
        return "http://127.0.0.1:" + application.getEnvironment().getRequiredProperty("local.server.port") + "/";
    }

    private static String token() {
        return application.getBean(DemoToken.class).text();
    }

    private static String owner(int codePoint) {
        return application.getBean(Hansock.class).owner(Characters.TABLE, codePoint);
    }

    private static long views(int codePoint) {
        return application
                .getBean(Characters.class)
                .find(codePoint)
                .orElseThrow()
                .views();
    }

    private static String letterOfAnotherThan(String server) {
        return "abcdefghijklmnopqrstuvwxyz"
                .chars()
                .filter(letter -> !owner(letter).equals(server))
                .mapToObj(letter -> Character.toString(Character.toUpperCase(letter)))
                .findFirst()
                .orElseThrow();
    }

    private static String card(String server) {
        return ".card[data-server=" + server + "]";
    }

    private static void ask(String text) {
        browser.find("#question").sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
    }

    private static WebElement tab() {
        browser.focused().sendKeys(Keys.TAB);
        return browser.focused();
    }

    private static List<String> states() {
        return texts(".card .state");
    }

    private static List<String> texts(String selector) {
        @SuppressWarnings("unchecked")
        List<String> texts = (List<String>) browser.run(
                "return Array.from(document.querySelectorAll(arguments[0]), (one) => one.textContent)", selector);
        return texts;
    }

    private static String hue(WebElement element) {
        Matcher colour = RED_AND_GREEN.matcher(browser.style(element, "color"));
        assertThat(colour.find()).isTrue();
        int red = Integer.parseInt(colour.group(1));
        int green = Integer.parseInt(colour.group(2));
        return red > 2 * green ? "red" : green > 2 * red ? "green" : "neither";
    }

    /** As WCAG 2 defines it. */
    private static double contrast(String ink, String ground) {
        return ((Number) browser.run("""
                        const light = (name) => {
                          const hex = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
                          const [r, g, b] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255)
                            .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
                          return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
                        };
                        const [a, b] = [light(arguments[0]), light(arguments[1])];
                        return Math.max(a, b) / Math.min(a, b);
                        """, ink, ground)).doubleValue();
    }

    private static void eventually(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsMatching(StaleElementReferenceException.class::isInstance)
                .untilAsserted(assertion);
    }
}
