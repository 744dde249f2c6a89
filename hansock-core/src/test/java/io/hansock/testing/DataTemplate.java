package io.hansock.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A new server's data files, to start from. A server that makes them itself may start as quickly, but for its first second or so they exist in its
 * memory only: killed then, it cannot be started again ("ibdata1 has the wrong space ID").
 *
 * @param flags what the server is told both when it makes its files and later; the sizes of files are among them
 */
record DataTemplate(ServerInstallation installation, List<String> flags, Making making) {
    /**
     * How the files are made.
     *
     * @param flags what the server is told only then
     * @param statements what it reads from its standard input, one a line
     */
    record Making(List<String> flags, List<String> statements) {
        /** Bootstrapping without a statement to run makes the files and ends. No system tables: such a server has no accounts. */
        static final Making BARE_MARIADB = mariaDb(List.of());

        static Making mariaDb(List<String> statements) {
            // Write all pages out in the end: that is what this is for.
            return new Making(List.of("--bootstrap", "--innodb-fast-shutdown=1"), statements);
        }

        static Making mySql(List<String> statements) {
            return new Making(List.of("--initialize-insecure", "--init-file=/dev/stdin"), statements);
        }
    }

    private static final Duration LIMIT = Duration.ofMinutes(2);

    DataTemplate {
        flags = List.copyOf(flags);
    }

    /** Told in front of all other flags: as root a server runs only when it is asked to. */
    static List<String> userFlags() {
        return System.getProperty("user.name").equals("root") ? List.of("--user=root") : List.of();
    }

    /** Fills {@code folder}, which must not exist, with the data of a server that has never run. */
    void copyTo(Path folder) {
        Path template = Cache.of(System.getenv()).folder(name(), this::make);
        try (Stream<Path> files = Files.walk(template)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(template.relativize(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String name() {
        CRC32 checksum = new CRC32();
        for (Object part : List.of(userFlags(), flags, making)) {
            checksum.update(part.toString().getBytes(StandardCharsets.UTF_8));
        }
        return "data-" + installation.version().replaceAll("[^A-Za-z0-9.+-]", "_") + "-"
                + Long.toHexString(checksum.getValue());
    }

    private void make(Path folder, Path scratch) throws IOException {
        List<String> command = new ArrayList<>(installation.command());
        command.addAll(List.of("--no-defaults", "--datadir=" + folder, "--tmpdir=" + scratch));
        command.addAll(installation.flags());
        command.addAll(userFlags());
        command.addAll(flags);
        command.addAll(making.flags());
        Path statements = Files.write(scratch.resolve("statements.sql"), making.statements());
        Command.Result result = Command.run(scratch, installation.environment(), LIMIT, command, statements);
        if (!result.succeeded()) {
            throw new IllegalStateException("no data files could be made: " + result.output());
        }
    }
}
