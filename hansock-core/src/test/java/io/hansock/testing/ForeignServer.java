package io.hansock.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server out of another Debian release than this machine's, unpacked into a cache folder. It needs a newer C library than the machine may have, so
 * its release's own loader runs it with that release's libraries.
 *
 * @param release the code name
 * @param core the package of the program; what it depends on is unpacked too
 * @param plugins packages of which only the plugins are wanted
 * @param program the program's name
 * @param share the folder in {@code /usr/share} that holds its messages
 */
record ForeignServer(String release, String core, List<String> plugins, String program, String share) {
    static final InstallationSearch MARIADB_11_8 = new InstallationSearch(new ForeignServer(
            "trixie", "mariadb-server-core", List.of("mariadb-server", "mariadb-test"), "mariadbd", "mariadb")::find);
    static final InstallationSearch MYSQL_9_7 =
            new InstallationSearch(new ForeignServer("sid", "mysql-server-core", List.of(), "mysqld", "mysql")::find);

    private static final String PLUGINS = "usr/lib/mysql/plugin";
    private static final Logger log = LoggerFactory.getLogger(ForeignServer.class);

    ForeignServer {
        plugins = List.copyOf(plugins);
    }

    /**
     * The unpacked server; fetches it unless an earlier run did.
     *
     * @throws IllegalStateException if it cannot be had; the message says why
     */
    private ServerInstallation find() {
        try {
            String name = core + plugins.stream().map(plugin -> "+" + plugin).collect(Collectors.joining()) + "-"
                    + release + "-" + System.getProperty("os.arch");
            return check(Cache.of(System.getenv()).<UnavailableException>folder(name, this::fetch));
        } catch (UnavailableException e) {
            throw new IllegalStateException(
                    "There is no " + core + " of Debian " + release
                            + " to test with. It is fetched by apt-get and dpkg-deb, without root: " + e.getMessage(),
                    e);
        }
    }

    private void fetch(Path root, Path scratch) throws UnavailableException, IOException {
        log.info("Fetching {} of Debian {} and what it needs (20 to 60 MB, once)", core, release);
        DebianPackages packages = DebianPackages.of(release, scratch);
        packages.unpackWithDependencies(core, root);
        for (String plugin : plugins) {
            Path aside = Files.createDirectory(scratch.resolve(plugin));
            packages.unpack(List.of(plugin), aside);
            moveFiles(aside.resolve(PLUGINS), Files.createDirectories(root.resolve(PLUGINS)));
        }
    }

    private static void moveFiles(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.move(file, target.resolve(file.getFileName()));
            }
        }
    }

    private ServerInstallation check(Path root) throws UnavailableException {
        Path usr = root.resolve("usr");
        Path loader = loader(usr.resolve("lib"));
        List<String> command = List.of(
                loader.toString(),
                "--library-path",
                loader.resolveSibling("").toString(),
                usr.resolve("sbin").resolve(program).toString());
        Command.Result answer = ServerInstallation.askVersion(command, Map.of());
        if (!answer.succeeded()) {
            throw new UnavailableException(
                    program + " does not run (delete " + root + " to have it fetched again): " + answer.output());
        }
        ServerInstallation installation = ServerInstallation.of(
                command, Map.of(), root.resolve(PLUGINS), usr.resolve("share").resolve(share), answer);
        log.info("{} {} at {}", program, installation.version(), root);
        return installation;
    }

    private static Path loader(Path lib) throws UnavailableException {
        try (Stream<Path> files = Files.find(
                lib, 2, (file, attributes) -> file.getFileName().toString().matches("ld-linux.*\\.so\\.\\d+"))) {
            return files.findFirst().orElseThrow(() -> new UnavailableException("no loader of programs is in " + lib));
        } catch (IOException e) {
            throw new UnavailableException(lib + " cannot be read: " + e);
        }
    }
}
