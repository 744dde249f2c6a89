package io.hansock.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a project that uses Hansock needs of it, in a Maven repository in target of the module that is tested, made anew for each use. */
final class InstalledArtifacts {
    private static final String GROUP = "io/hansock";
    private static final List<String> JARS = List.of("hansock-core", "hansock-spring-boot-starter");

    private final String version;
    private final Path repository;

    private InstalledArtifacts(String version, Path repository) {
        this.version = version;
        this.repository = repository;
    }

    /** Those of this build, which is of that version and has made its jars. */
    static InstalledArtifacts of(String version) throws IOException {
        InstalledArtifacts artifacts =
                new InstalledArtifacts(version, Path.of("target/repository").toAbsolutePath());
        Folders.delete(artifacts.repository.resolve(GROUP));
        artifacts.install("hansock-parent", Project.root().resolve("pom.xml"), "pom");
        for (String artifact : JARS) {
            Path module = Project.root().resolve(artifact);
            artifacts.install(artifact, module.resolve("pom.xml"), "pom");
            artifacts.install(artifact, module.resolve("target").resolve(artifacts.file(artifact, "jar")), "jar");
        }
        return artifacts;
    }

    /**
     * Has Maven take them, and all else from the repository of the user's, which also keeps what has to be fetched. Where the user has put the same
     * version there, these have to come first: then what is fetched is kept with them, until the next {@code clean}.
     */
    List<String> options(Path users) {
        boolean hidden = Files.exists(folder(users, "hansock-parent"));
        return List.of(
                "-Dmaven.repo.local=" + (hidden ? repository : users),
                "-Dmaven.repo.local.tail=" + (hidden ? users : repository));
    }

    private void install(String artifact, Path source, String type) throws IOException {
        Files.copy(source, Files.createDirectories(folder(repository, artifact)).resolve(file(artifact, type)));
    }

    private Path folder(Path root, String artifact) {
        return root.resolve(GROUP).resolve(artifact).resolve(version);
    }

    private String file(String artifact, String type) {
        return artifact + "-" + version + "." + type;
    }
}
