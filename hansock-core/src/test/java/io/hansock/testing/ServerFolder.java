package io.hansock.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The temporary folder of one server. Its name says which JVM owns it (process id and start), so that from the moment it exists a later run can
 * tell whether its owner still lives, and clear it away, with a server that may still run in it, if not.
 */
final class ServerFolder {
    private static final Logger log = LoggerFactory.getLogger(ServerFolder.class);
    private static final Pattern NAME = Pattern.compile("hansock-(\\d+)-(\\d+)-[0-9a-z]+");

    /** A system derives a process's start from clocks that may be set; no process id comes round again this soon. */
    private static final long START_TOLERANCE_MILLIS = 2_000;

    /** A Unix socket's path may have 107 bytes, and this folder's name and the socket's come behind this much. */
    private static final int MAX_PARENT = 55;

    private final Path path;

    private ServerFolder(Path path) {
        this.path = path;
    }

    /** Makes a folder that this JVM owns, after clearing away those of JVMs that are gone. */
    static ServerFolder create() {
        Path parent = parent();
        try {
            sweep(parent);
            ProcessHandle self = ProcessHandle.current();
            String name = "hansock-" + self.pid() + "-" + startMillis(self) + "-"
                    + Long.toString(new SecureRandom().nextInt(Integer.MAX_VALUE), Character.MAX_RADIX);
            return new ServerFolder(Files.createDirectory(
                    parent.resolve(name),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the folders of all servers are made. */
    static Path parent() {
        Path configured = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        return configured.toString().getBytes(UTF_8).length <= MAX_PARENT ? configured : Path.of("/tmp");
    }

    /** Clears away the folders in {@code parent} whose owners are gone. */
    static void sweep(Path parent) throws IOException {
        try (Stream<Path> folders = Files.list(parent)) {
            for (Path folder : folders.filter(ServerFolder::isOrphan).toList()) {
                log.info("Clearing away {}, left behind by a JVM that is gone", folder);
                killServer(folder);
                try {
                    Folders.delete(folder);
                } catch (IOException e) {
                    // Another user's, or another run is at it: not a reason to fail this one.
                    log.warn("{} cannot be cleared away: {}", folder, e.toString());
                }
            }
        }
    }

    private static boolean isOrphan(Path folder) {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        if (!name.matches()) {
            return false;
        }
        Optional<ProcessHandle> owner = ProcessHandle.of(Long.parseLong(name.group(1)));
        return owner.isEmpty()
                || Math.abs(startMillis(owner.get()) - Long.parseLong(name.group(2))) > START_TOLERANCE_MILLIS;
    }

    private static long startMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static void killServer(Path folder) throws IOException {
        Path pidFile = folder.resolve("pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        String pid = Files.readString(pidFile, UTF_8).strip();
        if (pid.matches("\\d{1,10}")) {
            // The id may have gone to another process since: only one that was started in this folder is ours.
            ProcessHandle.of(Long.parseLong(pid))
                    .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    Path path() {
        return path;
    }

    Path data() {
        return path.resolve("data");
    }

    Path socket() {
        return path.resolve("s");
    }

    Path pidFile() {
        return path.resolve("pid");
    }

    Path errorLog() {
        return path.resolve("error.log");
    }

    /** What the server printed before it opened its log. */
    Path console() {
        return path.resolve("console.log");
    }

    void deleteData() {
        try {
            Folders.delete(data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Clears away what the last process in this folder left, so that the next one's can be told from it. Its log stays. */
    void forgetProcess() {
        try {
            Files.deleteIfExists(socket());
            // MySQL does not start while the process that its socket's lock names seems to live: its id may be
            // another's by now.
            Files.deleteIfExists(path.resolve("s.lock"));
            Files.deleteIfExists(pidFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that was printed and logged in this folder. */
    String log() {
        return read(console()) + errors();
    }

    /** All that was logged in this folder. */
    String errors() {
        return read(errorLog());
    }

    private static String read(Path log) {
        try {
            return Files.exists(log) ? new String(Files.readAllBytes(log), UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() {
        try {
            Folders.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
