package io.hansock.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A small file system of its own in memory, which can be filled. */
final class SmallDisk implements AutoCloseable {
    private static final long COMMAND_SECONDS = 20;
    private static final int CHUNK = 4 << 10;

    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    /** Mounts one. Without the right to mount, as a user has none who is not root, the test is left out. */
    static SmallDisk mount(int megabytes) throws IOException {
        Path path = Files.createTempDirectory("hansock-disk");
        boolean mounted = run(
                List.of("mount", "-t", "tmpfs", "-o", "mode=777,size=" + megabytes + "m", "tmpfs", path.toString()));
        if (!mounted) {
            Files.delete(path);
        }
        Assumptions.assumeTrue(mounted, "no right to mount a file system");
        return new SmallDisk(path);
    }

    private static boolean run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.onExit()
                        .orTimeout(COMMAND_SECONDS, TimeUnit.SECONDS)
                        .join()
                        .exitValue()
                == 0;
    }

    Path path() {
        return path;
    }

    private Path filler() {
        return path.resolve("filler");
    }

    /** Takes all the room that is left. */
    void fill() {
        try (OutputStream filler = Files.newOutputStream(filler())) {
            byte[] chunk = new byte[CHUNK];
            while (true) {
                filler.write(chunk);
            }
        } catch (IOException full) {
            if (!full.getMessage().contains("No space left")) {
                throw new UncheckedIOException(full);
            }
        }
    }

    void makeRoom() {
        try {
            Files.delete(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (!run(List.of("umount", "-l", path.toString()))) {
            throw new IOException("cannot unmount " + path);
        }
        Files.delete(path);
    }
}
