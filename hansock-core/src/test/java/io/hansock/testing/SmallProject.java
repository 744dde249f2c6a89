package io.hansock.testing;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A project as a user has one: a folder with a pom.xml that names artifacts of this build as if they came out of a repository, and makes a jar that
 * runs by itself. Its class path is what Maven makes of that pom.xml, and nothing else.
 *
 * <p>Only for integration tests that Maven runs: they come after the jars have been made, and are told where that Maven is. Nothing is fetched that
 * is in the local repository of that Maven, and Hansock does not get there. For one thread at a time.
 */
public final class SmallProject {
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(5);
    private static final Duration RUN_LIMIT = Duration.ofMinutes(3);

    private final Path folder;

    private SmallProject(Path folder) {
        this.folder = folder;
    }

    /** That in {@code folder}, which it is built in. */
    public static SmallProject in(Path folder) {
        return new SmallProject(folder.toAbsolutePath());
    }

    /**
     * A copy of that in {@code folder}, in the folder of the same name in target/projects of the module that is tested. In its pom.xml,
     * {@code @hansock.version@} becomes the version of this build, and {@code @spring-boot.version@} that of its Spring Boot.
     */
    public static SmallProject copyOf(Path folder) throws IOException {
        return copyOf(folder, folder.getFileName().toString());
    }

    /** The same, in the folder {@code name}, for a project that is built in several ways. */
    public static SmallProject copyOf(Path folder, String name) throws IOException {
        Path copy = Path.of("target/projects").resolve(name);
        Folders.delete(copy);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Path place = copy.resolve(folder.relativize(file).toString());
                Files.createDirectories(requireNonNull(place.getParent()));
                Files.copy(file, place);
            }
        }
        Path pom = copy.resolve("pom.xml");
        Files.writeString(
                pom,
                Files.readString(pom)
                        .replace("@hansock.version@", told("hansock.version"))
                        .replace("@spring-boot.version@", told("hansock.spring-boot.version")));
        return in(copy);
    }

    /**
     * Makes its jar.
     *
     * @param options further ones for Maven
     * @throws AssertionError if that fails; the message is what Maven printed
     */
    public SmallProject build(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(told("hansock.maven.home"), "bin/mvn").toString(), "--batch-mode", "--no-transfer-progress"));
        if (told("hansock.maven.offline").endsWith("true")) {
            command.add("--offline");
        }
        command.addAll(
                InstalledArtifacts.of(told("hansock.version")).options(Path.of(told("hansock.maven.repository"))));
        command.addAll(List.of(options));
        command.add("package");
        // Without MAVEN_BASEDIR the folder .mvn of this build would be taken for one of the project's own.
        Map<String, String> environment =
                Map.of("JAVA_HOME", System.getProperty("java.home"), "MAVEN_BASEDIR", folder.toString());
        succeed(Command.run(folder, environment, BUILD_LIMIT, command));
        return this;
    }

    /**
     * Runs the application to its end.
     *
     * @return what it printed
     * @throws AssertionError if it fails, or does not end within a minute; the message is what it printed
     */
    public String run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-jar", jar().toString()));
        command.addAll(List.of(arguments));
        return succeed(Command.run(folder, Map.of(), RUN_LIMIT, command));
    }

    /** The jar that it has made. */
    public Path jar() throws IOException {
        try (Stream<Path> made = Files.list(folder.resolve("target"))) {
            return made.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no jar was made in " + folder));
        }
    }

    private String succeed(Command.Result result) {
        if (!result.succeeded()) {
            throw new AssertionError(folder.getFileName() + " failed (" + result.code() + "):\n" + result.output());
        }
        return result.output();
    }

    private static String told(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new AssertionError(property + " is not set: this test is run by ./mvnw verify");
        }
        return value;
    }
}
