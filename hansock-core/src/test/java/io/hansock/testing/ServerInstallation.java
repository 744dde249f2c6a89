package io.hansock.testing;

import java.util.List;
import java.util.Map;

/**
 * A server program that can be started on this machine.
 *
 * @param command the program, with what must stand in front of it (such as a loader of its own)
 * @param environment variables that it needs, such as a library path
 * @param flags where it finds its own files; they go in front of all other flags
 * @param version what it says of itself, such as {@code 10.11.19-MariaDB-0+deb12u1}
 */
public record ServerInstallation(
        List<String> command, Map<String, String> environment, List<String> flags, String version) {
    public ServerInstallation {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        flags = List.copyOf(flags);
    }
}
