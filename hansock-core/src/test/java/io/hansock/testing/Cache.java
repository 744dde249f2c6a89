package io.hansock.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Folders that take long to make, made once and kept for later runs. A folder appears under its name only when it is whole, so it may be read without
 * a lock; making one is left to one thread of one process at a time.
 */
final class Cache {
    /** Makes what is missing. */
    @FunctionalInterface
    interface Maker<E extends Exception> {
        /**
         * Fills a folder.
         *
         * @param folder exists and is empty
         * @param scratch exists and is deleted afterwards
         */
        void make(Path folder, Path scratch) throws IOException, E;
    }

    /** A file lock keeps out other processes, not other threads. */
    private static final ReentrantLock threads = new ReentrantLock();

    private final Path parent;

    private Cache(Path parent) {
        this.parent = parent;
    }

    /**
     * The user's cache: {@code $XDG_CACHE_HOME/hansock}, else {@code ~/.cache/hansock}, else, for users without a home that can be written to, a
     * folder beside those of the servers.
     */
    static Cache of(Map<String, String> environment) {
        String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path usual = caches.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches);
        String user = System.getProperty("user.name").replaceAll("[^A-Za-z0-9.-]", "_");
        List<Path> candidates =
                List.of(usual.resolve("hansock"), ServerFolder.parent().resolve("hansock-cache-" + user));
        for (Path candidate : candidates) {
            if (isOurs(candidate)) {
                return new Cache(candidate);
            }
        }
        throw new IllegalStateException("none of " + candidates + " can be written to; set XDG_CACHE_HOME");
    }

    private static boolean isOurs(Path folder) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path probe = Files.createTempFile(folder, "probe", ".tmp");
            try {
                // Programs out of it are run: one that another user has put where all can write will not do.
                return Files.getOwner(probe).equals(Files.getOwner(folder));
            } finally {
                Files.delete(probe);
            }
        } catch (IOException e) {
            return false;
        }
    }

    /** The folder of that name, made if it is missing. */
    <E extends Exception> Path folder(String name, Maker<E> maker) throws E {
        Path folder = parent.resolve(name);
        if (Files.exists(folder)) {
            return folder;
        }
        threads.lock();
        try (FileChannel file = FileChannel.open(
                        parent.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            if (lock.isValid() && !Files.exists(folder)) {
                make(folder, maker);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cache folder " + folder, e);
        } finally {
            threads.unlock();
        }
    }

    private <E extends Exception> void make(Path folder, Maker<E> maker) throws IOException, E {
        Path partial = parent.resolve(folder.getFileName() + ".partial");
        Folders.delete(partial);
        try {
            Path whole = Files.createDirectories(partial.resolve("whole"));
            maker.make(whole, Files.createDirectory(partial.resolve("scratch")));
            Files.move(whole, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Folders.delete(partial);
        }
    }
}
