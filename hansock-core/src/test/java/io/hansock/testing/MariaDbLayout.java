package io.hansock.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a MariaDB keeps its files below a prefix such as {@code /usr}: distributions and tarballs differ.
 *
 * @param program the server
 * @param plugins the folder that holds {@code handlersocket.so}
 * @param messages the folder that holds the error messages and, in {@code charsets}, the character sets
 */
record MariaDbLayout(Path program, Path plugins, Path messages) {
    private static final List<String> PROGRAMS = List.of("sbin/mariadbd", "bin/mariadbd", "libexec/mariadbd");
    private static final List<String> PLUGINS = List.of(
            "lib/mysql/plugin/handlersocket.so",
            "lib64/mysql/plugin/handlersocket.so",
            "lib/mariadb/plugin/handlersocket.so",
            "lib/plugin/handlersocket.so");
    private static final List<String> MESSAGES =
            List.of("share/mysql/charsets", "share/mariadb/charsets", "share/charsets");

    /** The server below {@code prefix}, if there is one that has HandlerSocket. */
    static Optional<MariaDbLayout> under(Path prefix) {
        return first(prefix, PROGRAMS)
                .flatMap(program -> first(prefix, PLUGINS)
                        .flatMap(plugin -> first(prefix, MESSAGES)
                                .map(charsets -> new MariaDbLayout(program, parent(plugin), parent(charsets)))));
    }

    private static Optional<Path> first(Path prefix, List<String> candidates) {
        return candidates.stream().map(prefix::resolve).filter(Files::exists).findFirst();
    }

    private static Path parent(Path path) {
        return path.resolveSibling("").toAbsolutePath().normalize();
    }

    /** Asks the program for its version: the cheapest proof that all its libraries are there. */
    Command.Result version(Map<String, String> environment) {
        return ServerInstallation.askVersion(List.of(program.toString()), environment);
    }

    /** The installation, once {@link #version} has succeeded. */
    ServerInstallation installation(Map<String, String> environment, Command.Result answer) {
        return ServerInstallation.of(List.of(program.toString()), environment, plugins, messages, answer);
    }
}
