package io.hansock.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server program that can be started on this machine.
 *
 * @param command the program, with what must stand in front of it (such as a loader of its own)
 * @param environment variables that it needs, such as a library path
 * @param flags where it finds its own files; they go in front of all other flags
 * @param share the folder that holds its error messages, its character sets and the SQL that makes its system tables
 * @param version what it says of itself, such as {@code 10.11.19-MariaDB-0+deb12u1}
 */
public record ServerInstallation(
        List<String> command, Map<String, String> environment, List<String> flags, Path share, String version) {
    private static final Pattern VERSION = Pattern.compile("Ver (\\S+)");
    private static final Duration ANSWER = Duration.ofSeconds(30);

    public ServerInstallation {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        flags = List.copyOf(flags);
    }

    /** Asks a program for its version: the cheapest proof that all its libraries are there. */
    static Command.Result askVersion(List<String> command, Map<String, String> environment) {
        return Command.run(
                environment,
                ANSWER,
                Stream.concat(command.stream(), Stream.of("--no-defaults", "--version"))
                        .toList());
    }

    /** One whose program has given {@code answer} when it was {@linkplain #askVersion asked for its version}. */
    static ServerInstallation of(
            List<String> command, Map<String, String> environment, Path plugins, Path share, Command.Result answer) {
        Matcher version = VERSION.matcher(answer.output());
        return new ServerInstallation(
                command,
                environment,
                List.of(
                        "--plugin-dir=" + plugins,
                        "--lc-messages-dir=" + share,
                        "--character-sets-dir=" + share.resolve("charsets")),
                share,
                version.find() ? version.group(1) : answer.output());
    }
}
