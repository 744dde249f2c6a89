package io.hansock.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A small file system of its own in memory, half of it taken by a file that can be deleted. */
final class SmallDisk implements AutoCloseable {
    private static final long COMMAND_SECONDS = 20;

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
        SmallDisk disk = new SmallDisk(path);
        Files.write(disk.filler(), new byte[megabytes << 19]);
        return disk;
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

    void makeRoom() throws IOException {
        Files.delete(filler());
    }

    @Override
    public void close() throws IOException {
        if (!run(List.of("umount", "-l", path.toString()))) {
            throw new IOException("cannot unmount " + path);
        }
        Files.delete(path);
    }
}
