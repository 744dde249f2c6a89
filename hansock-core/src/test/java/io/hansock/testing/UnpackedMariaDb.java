package io.hansock.testing;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MariaDB out of the distribution's own packages, unpacked into a cache folder instead of being installed.
 */
final class UnpackedMariaDb {
    private static final Logger log = LoggerFactory.getLogger(UnpackedMariaDb.class);
    private static final List<String> PACKAGES = List.of("mariadb-server-core", "mariadb-server");

    /** How the dynamic loader names a library that is not there. */
    private static final Pattern MISSING =
            Pattern.compile("error while loading shared libraries: (\\S+): cannot open shared object file");

    /** Far more than a MariaDB links; a bound for a program that never runs. */
    private static final int MAX_MISSING = 20;

    private final Cache cache;

    UnpackedMariaDb(Cache cache) {
        this.cache = cache;
    }

    /** The unpacked server; fetches it unless an earlier run did. */
    ServerInstallation installation() throws UnavailableException {
        return check(cache.<UnavailableException>folder("mariadb-" + distribution(), UnpackedMariaDb::fetch));
    }

    private static void fetch(Path root, Path scratch) throws UnavailableException {
        log.info("Fetching {} (12 MB, once)", PACKAGES);
        DebianPackages packages = new DebianPackages(scratch);
        for (String name : PACKAGES) {
            packages.unpack(List.of(name), root);
        }
        addMissingLibraries(packages, root);
    }

    private static void addMissingLibraries(DebianPackages packages, Path root) throws UnavailableException {
        for (int i = 0; i < MAX_MISSING; i++) {
            Command.Result answer = layout(root).version(libraries(root.resolve("usr")));
            Matcher missing = MISSING.matcher(answer.output());
            if (answer.succeeded() || !missing.find()) {
                return;
            }
            packages.unpack(DebianPackages.namesFor(missing.group(1)), root);
        }
    }

    private static MariaDbLayout layout(Path root) throws UnavailableException {
        return MariaDbLayout.under(root.resolve("usr"))
                .orElseThrow(
                        () -> new UnavailableException(PACKAGES + " unpacked into " + root + " hold no HandlerSocket"));
    }

    private static ServerInstallation check(Path root) throws UnavailableException {
        Map<String, String> libraries = libraries(root.resolve("usr"));
        MariaDbLayout layout = layout(root);
        Command.Result answer = layout.version(libraries);
        if (!answer.succeeded()) {
            throw new UnavailableException(layout.program() + " does not run (delete " + root
                    + " to have it fetched again): " + answer.output());
        }
        return layout.installation(libraries, answer);
    }

    /** The library path for what was unpacked below {@code prefix}, as environment; nothing if no libraries were. */
    static Map<String, String> libraries(Path prefix) {
        Path lib = prefix.resolve("lib");
        if (!Files.isDirectory(lib)) {
            return Map.of();
        }
        try (Stream<Path> folders = Files.list(lib)) {
            String path = folders.filter(
                            folder -> folder.getFileName().toString().contains("-linux-gnu"))
                    .map(Path::toString)
                    .collect(Collectors.joining(":"));
            return path.isEmpty() ? Map.of() : Map.of("LD_LIBRARY_PATH", path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names the system, because its next release brings other libraries than those the server was linked to. */
    static String distribution() {
        Properties release = new Properties();
        Path description = Path.of("/etc/os-release");
        if (Files.exists(description)) {
            try (Reader reader = Files.newBufferedReader(description)) {
                release.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        String name = release.getProperty("ID", "unknown") + "-" + release.getProperty("VERSION_ID", "0") + "-"
                + System.getProperty("os.arch");
        return name.replaceAll("[^A-Za-z0-9.-]", "");
    }
}
