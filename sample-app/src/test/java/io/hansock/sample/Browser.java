package io.hansock.sample;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium, the machine's own: Debian has it in the packages {@code chromium} and {@code chromium-driver}. Nothing is
 * fetched when it starts. For one thread.
 */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> PLACES = List.of("/usr/bin", "/usr/local/bin", "/snap/bin", "/usr/lib/chromium");

    private final ChromeDriver driver;
    private final Path pictures;

    private Browser(ChromeDriver driver, Path pictures) {
        this.driver = driver;
        this.pictures = pictures;
    }

    /** Whether this machine has one. */
    static boolean isInstalled() {
        return program("chromium").isPresent() && program("chromedriver").isPresent();
    }

    /** Starts one. Its pictures go to that folder. */
    static Browser start(Path pictures) throws IOException {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium").orElseThrow().toFile());
        options.addArguments(
                "--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run");
        if (Files.isWritable(Path.of("/"))) {
            options.addArguments("--no-sandbox"); // as root it does not start with one
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        File driver = program("chromedriver").orElseThrow().toFile();
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver)
                .usingAnyFreePort()
                .build();
        Files.createDirectories(pictures);
        return new Browser(new ChromeDriver(service, options), pictures);
    }

    private static Optional<Path> program(String name) {
        return PLACES.stream()
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Makes the window so wide, in CSS pixels; below 600 as a phone's. */
    Browser sized(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        return this;
    }

    /** Prefers dark colours, or light ones. */
    Browser coloured(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return this;
    }

    Browser open(String address) {
        driver.get(address);
        return this;
    }

    /** The first element of a CSS selector; it must be there soon. */
    WebElement find(String selector) {
        return Awaitility.await("an element " + selector)
                .atMost(PATIENCE)
                .until(() -> all(selector), elements -> !elements.isEmpty())
                .get(0);
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** What has the keyboard. */
    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** A computed style of an element. */
    String style(WebElement element, String property) {
        return element.getCssValue(property);
    }

    /** Whether the page is wider than the window. */
    boolean scrollsSideways() {
        return (Boolean) run("return document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }

    /** A picture of the whole page, for whoever wants to look. */
    void picture(String name) throws IOException {
        Object height = run("return Math.ceil(document.documentElement.scrollHeight)");
        Object width = run("return document.documentElement.clientWidth");
        Map<String, Object> clip = Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1);
        picture(name, Map.of("captureBeyondViewport", true, "clip", clip));
    }

    /** A picture of what the window shows of it. */
    void pictureOfWindow(String name) throws IOException {
        picture(name, Map.of());
    }

    private void picture(String name, Map<String, Object> how) throws IOException {
        String data =
                (String) driver.executeCdpCommand("Page.captureScreenshot", how).get("data");
        Files.write(pictures.resolve(name + ".png"), OutputType.BYTES.convertFromBase64Png(data));
    }

    /** What the page and the browser have complained of since the last time. */
    List<String> complaints() {
        return Stream.of(driver.manage().logs().get(LogType.BROWSER).getAll())
                .flatMap(List::stream)
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
