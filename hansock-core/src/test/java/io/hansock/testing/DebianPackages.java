package io.hansock.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Downloads packages with the system's own {@code apt-get}, which checks their signatures, and unpacks them without root. When the system's
 * package lists are missing or out of date, lists of its own are fetched: updating the system's would need root and is not a test's business.
 */
final class DebianPackages {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path work;
    private List<String> ownLists = List.of();

    /** Keeps what it needs in {@code work}, which the caller deletes. */
    DebianPackages(Path work) {
        this.work = work;
    }

    /** The packages that may hold the shared library {@code soname}, by Debian's rule for their names. */
    static List<String> namesFor(String soname) {
        if (soname.startsWith("libcrypto.so.")) {
            // The one exception among MariaDB's libraries: both of OpenSSL's are in one package.
            return namesFor(soname.replace("libcrypto", "libssl"));
        }
        int so = soname.indexOf(".so.");
        if (so <= 0) {
            return List.of(soname);
        }
        String stem = soname.substring(0, so);
        String separator = Character.isDigit(stem.charAt(so - 1)) ? "-" : "";
        String name = stem + separator + soname.substring(so + ".so.".length());
        // The 64-bit time_t transition renamed packages, some without renaming the library.
        return name.endsWith("t64") ? List.of(name) : List.of(name, name + "t64");
    }

    /** Unpacks the first of {@code names} that the distribution has. */
    void unpack(List<String> names, Path root) throws UnpackedMariaDb.UnavailableException {
        Command.Result result = download(names);
        if (!result.succeeded() && ownLists.isEmpty()) {
            fetchLists();
            result = download(names);
        }
        if (!result.succeeded()) {
            throw new UnpackedMariaDb.UnavailableException(
                    "package " + String.join(" or ", names) + " cannot be downloaded: " + result.output());
        }
        for (Path archive : archives()) {
            Command.Result unpacked = run(List.of("dpkg-deb", "-x", archive.toString(), root.toString()));
            if (!unpacked.succeeded()) {
                throw new UnpackedMariaDb.UnavailableException(archive.getFileName() + ": " + unpacked.output());
            }
            delete(archive);
        }
    }

    private Command.Result download(List<String> names) {
        Command.Result result = new Command.Result(1, "");
        for (String name : names) {
            result = apt(List.of("download", name));
            if (result.succeeded()) {
                break;
            }
        }
        return result;
    }

    private void fetchLists() {
        try {
            Path apt = Files.createDirectories(work.resolve("apt"));
            Files.createDirectories(apt.resolve("lists/partial"));
            Files.createDirectories(apt.resolve("archives/partial"));
            Path nothingInstalled = Files.createFile(apt.resolve("status"));
            ownLists = List.of(
                    "-oDir::State=" + apt,
                    "-oDir::Cache=" + apt,
                    "-oDir::State::status=" + nothingInstalled,
                    "-oAcquire::Languages=none",
                    "-oAPT::Sandbox::User=root");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // One source of several may be out of reach; whether the one that matters was not, the download tells.
        apt(List.of("update"));
    }

    private Command.Result apt(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("apt-get", "-q"));
        command.addAll(ownLists);
        command.addAll(arguments);
        return run(command);
    }

    private Command.Result run(List<String> command) {
        return Command.run(work, Map.of(), LIMIT, command);
    }

    private List<Path> archives() {
        try (Stream<Path> files = Files.list(work)) {
            return files.filter(file -> file.toString().endsWith(".deb")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
