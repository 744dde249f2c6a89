package io.hansock.testing;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a MariaDB with HandlerSocket, or fetches one. In this order: the one that {@value #VARIABLE} (environment) or {@value #PROPERTY}
 * (system property) names, by its program or the folder it was unpacked into; an installed one; Debian packages, unpacked without root into a
 * cache folder of the user ({@code $XDG_CACHE_HOME/hansock} or {@code ~/.cache/hansock}).
 *
 * <p>Searching and fetching happen once a JVM; several JVMs at once are safe.
 */
public final class MariaDbInstallation {
    /** Names the installation to use; nothing else is tried then. */
    public static final String VARIABLE = "HANSOCK_TEST_SERVER";

    /** The same as a system property, which goes first. */
    public static final String PROPERTY = "hansock.test.server";

    private static final Logger log = LoggerFactory.getLogger(MariaDbInstallation.class);

    private static final InstallationSearch SEARCH =
            new InstallationSearch(() -> new MariaDbInstallation(System.getenv()).search());

    private final Map<String, String> environment;
    private final List<String> refusals = new ArrayList<>();

    MariaDbInstallation(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The server to test with.
     *
     * @throws IllegalStateException if there is none; the message says what was tried and which package to install
     */
    public static ServerInstallation find() {
        return SEARCH.result();
    }

    /** Searches anew. */
    ServerInstallation search() {
        String named = System.getProperty(PROPERTY, environment.getOrDefault(VARIABLE, ""));
        Optional<ServerInstallation> found = named.isBlank() ? installed().or(this::fetched) : named(Path.of(named));
        return found.map(MariaDbInstallation::logged).orElseThrow(() -> new IllegalStateException(explanation()));
    }

    private static ServerInstallation logged(ServerInstallation installation) {
        log.info("MariaDB {} at {}", installation.version(), installation.command());
        return installation;
    }

    private Optional<ServerInstallation> named(Path path) {
        List<Path> prefixes = List.of(
                path,
                path.resolve("usr"),
                path.toAbsolutePath().resolve("../..").normalize());
        for (Path prefix : prefixes) {
            Optional<MariaDbLayout> layout = MariaDbLayout.under(prefix);
            if (layout.isPresent()) {
                return running(layout.get(), UnpackedMariaDb.libraries(prefix));
            }
        }
        refusals.add(path + ", which " + VARIABLE + " or " + PROPERTY
                + " names, holds no mariadbd with its handlersocket.so and charsets");
        return Optional.empty();
    }

    private Optional<ServerInstallation> installed() {
        List<Path> prefixes =
                new ArrayList<>(List.of(Path.of("/usr"), Path.of("/usr/local"), Path.of("/usr/local/mysql")));
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!folder.isBlank()) {
                prefixes.add(Path.of(folder).resolveSibling(""));
            }
        }
        for (Path prefix : prefixes) {
            Optional<ServerInstallation> found =
                    MariaDbLayout.under(prefix).flatMap(layout -> running(layout, Map.of()));
            if (found.isPresent()) {
                return found;
            }
        }
        refusals.add("no installed mariadbd has a handlersocket.so");
        return Optional.empty();
    }

    private Optional<ServerInstallation> running(MariaDbLayout layout, Map<String, String> libraries) {
        Command.Result answer = layout.version(libraries);
        if (answer.succeeded()) {
            return Optional.of(layout.installation(libraries, answer));
        }
        refusals.add(layout.program() + " does not run: " + answer.output());
        return Optional.empty();
    }

    private Optional<ServerInstallation> fetched() {
        try {
            return Optional.of(new UnpackedMariaDb(Cache.of(environment)).installation());
        } catch (UnavailableException e) {
            refusals.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private String explanation() {
        return "There is no MariaDB with HandlerSocket to test with:\n  - " + String.join("\n  - ", refusals)
                + "\nInstall the package mariadb-server (Debian, Ubuntu; it need not be started), or let " + VARIABLE
                + " name a folder that holds one.";
    }
}
