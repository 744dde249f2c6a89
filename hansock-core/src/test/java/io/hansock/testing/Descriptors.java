package io.hansock.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The descriptors of sockets and selectors that this JVM has open, where there is a {@code /proc}; elsewhere none. */
final class Descriptors {
    private static final Path OPEN = Path.of("/proc/self/fd");
    private static final Path CONNECTIONS = Path.of("/proc/self/net");

    /** Columns of the lists of connections. */
    private static final int LOCAL = 1;

    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private Descriptors() {}

    /** What each is, by its number. Class files and jars come and go by themselves and do not count. */
    static Map<String, String> open() {
        Map<String, String> open = new TreeMap<>();
        for (Path descriptor : list()) {
            String target = target(descriptor);
            if (target.startsWith("socket:") || target.startsWith("anon_inode:") || target.startsWith("pipe:")) {
                open.put(String.valueOf(descriptor.getFileName()), target);
            }
        }
        return open;
    }

    /** Empty if it was closed meanwhile, as the one that lists them is. */
    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static List<Path> list() {
        if (!Files.isDirectory(OPEN)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(OPEN)) {
            return all.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For a failure's message: those of {@code now} that are not in {@code before}, with the ports and the state of TCP sockets. */
    static List<String> since(Map<String, String> before, Map<String, String> now) {
        List<String> added = new ArrayList<>();
        now.forEach((number, target) -> {
            if (!target.equals(before.get(number))) {
                added.add(number + " " + target + connection(target));
            }
        });
        return added;
    }

    private static String connection(String target) {
        if (!target.startsWith("socket:[")) {
            return "";
        }
        String inode = target.substring("socket:[".length(), target.length() - 1);
        return Stream.of("tcp", "tcp6")
                .flatMap(family -> lines(CONNECTIONS.resolve(family)).stream())
                .map(line -> line.trim().split("\\s+", -1))
                .filter(columns -> columns.length > INODE && columns[INODE].equals(inode))
                .map(columns ->
                        " port " + port(columns[LOCAL]) + " to " + port(columns[REMOTE]) + " state 0x" + columns[STATE])
                .findFirst()
                .orElse(" not of TCP, or closed");
    }

    private static int port(String hexAddress) {
        return Integer.parseInt(hexAddress.substring(hexAddress.indexOf(':') + 1), 16);
    }

    private static List<String> lines(Path list) {
        try {
            return Files.readAllLines(list);
        } catch (IOException e) {
            return List.of();
        }
    }
}
