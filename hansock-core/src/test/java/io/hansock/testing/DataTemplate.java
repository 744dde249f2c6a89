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
 * An empty server's data files, to start from. A server that makes them itself starts as quickly, but for its first second or so they exist in its
 * memory only: killed then, it cannot be started again ("ibdata1 has the wrong space ID").
 */
final class DataTemplate {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private DataTemplate() {}

    /** Fills {@code folder}, which must not exist, with the data of a server that has never run. */
    static void copyTo(Path folder, ServerInstallation installation, List<String> flags) {
        try {
            Path template = template(installation, flags);
            Files.createDirectory(folder);
            try (Stream<Path> files = Files.list(template)) {
                for (Path file : files.toList()) {
                    Files.copy(file, folder.resolve(file.getFileName()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path template(ServerInstallation installation, List<String> flags) {
        CRC32 checksum = new CRC32();
        checksum.update(flags.toString().getBytes(StandardCharsets.UTF_8));
        String name = "data-" + installation.version().replaceAll("[^A-Za-z0-9.+-]", "_") + "-"
                + Long.toHexString(checksum.getValue());
        return Cache.of(System.getenv()).folder(name, (folder, scratch) -> make(installation, flags, folder, scratch));
    }

    /** Bootstrapping without a statement to run makes the files, writes them out and ends. */
    private static void make(ServerInstallation installation, List<String> flags, Path folder, Path scratch) {
        List<String> command = new ArrayList<>(installation.command());
        command.addAll(List.of("--no-defaults", "--bootstrap", "--datadir=" + folder, "--tmpdir=" + scratch));
        command.addAll(installation.flags());
        command.addAll(flags);
        // Write all pages out in the end: that is what this is for.
        command.add("--innodb-fast-shutdown=1");
        Command.Result result = Command.run(scratch, installation.environment(), LIMIT, command);
        if (!result.succeeded()) {
            throw new IllegalStateException("no data files could be made: " + result.output());
        }
    }
}
