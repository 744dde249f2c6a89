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

    /** What was said when they were fetched: a warning at most, whatever went wrong. */
    private String fetching = "";

    /** Those of the system's own release. Keeps what it needs in {@code work}, which the caller deletes. */
    DebianPackages(Path work) {
        this.work = work;
    }

    /** Those of another release, by its code name; all else is as for the system's own. */
    static DebianPackages of(String release, Path work) throws UnavailableException {
        DebianPackages packages = new DebianPackages(work);
        packages.ownLists = packages.emptyLists();
        String source = DebianSources.known(packages.apt(List.of("update", "--print-uris")), System.getenv())
                .of(release);
        List<String> options = new ArrayList<>(packages.ownLists);
        options.addAll(packages.onlySource(source));
        packages.ownLists = List.copyOf(options);
        packages.updateLists();
        return packages;
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
    void unpack(List<String> names, Path root) throws UnavailableException {
        Command.Result result = download(names);
        if (!result.succeeded() && ownLists.isEmpty()) {
            fetchLists();
            result = download(names);
        }
        if (!result.succeeded()) {
            throw new UnavailableException(
                    "package " + String.join(" or ", names) + " cannot be downloaded: " + result.output() + fetching);
        }
        extract(root);
    }

    /** Unpacks a package and all that it depends on, down to the C library. */
    void unpackWithDependencies(String name, Path root) throws UnavailableException {
        Command.Result result =
                apt(List.of("install", "--download-only", "--no-install-recommends", "--assume-yes", name));
        if (!result.succeeded()) {
            throw new UnavailableException("package " + name + ", or one that it depends on, cannot be downloaded: "
                    + result.output() + fetching);
        }
        extract(root);
    }

    private void extract(Path root) throws UnavailableException {
        for (Path archive : archives()) {
            Command.Result unpacked = run(List.of("dpkg-deb", "-x", archive.toString(), root.toString()));
            if (!unpacked.succeeded()) {
                throw new UnavailableException(archive.getFileName() + ": " + unpacked.output());
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

    /** Where lists can be kept that are neither the system's nor need root, and a system on which nothing is installed. */
    private List<String> emptyLists() {
        try {
            Path apt = Files.createDirectories(work.resolve("apt"));
            Files.createDirectories(apt.resolve("lists/partial"));
            Files.createDirectories(work.resolve("partial"));
            Path nothingInstalled = Files.createFile(apt.resolve("status"));
            return List.of(
                    "-oDir::State=" + apt,
                    "-oDir::Cache=" + apt,
                    "-oDir::Cache::archives=" + work,
                    "-oDir::State::status=" + nothingInstalled,
                    "-oAcquire::Languages=none",
                    "-oAPT::Sandbox::User=root",
                    // Nothing is installed, so nobody else's installing has to be waited for.
                    "-oDebug::NoLocking=true");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has packages taken from one source, whatever the system's own sources and preferences say. */
    private List<String> onlySource(String source) {
        try {
            Path sources = Files.createDirectories(work.resolve("apt/sources"));
            Files.writeString(sources.resolve("only.sources"), source);
            return List.of(
                    "-oDir::Etc::sourcelist=/dev/null",
                    "-oDir::Etc::sourceparts=" + sources,
                    "-oDir::Etc::preferences=/dev/null",
                    "-oDir::Etc::preferencesparts=/dev/null",
                    "-oAPT::Default-Release=");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fetchLists() {
        ownLists = emptyLists();
        updateLists();
    }

    /** One source of several may be out of reach; whether the one that matters was not, the download tells. */
    private void updateLists() {
        fetching = "\n(package lists: " + apt(List.of("update")).output() + ")";
    }

    private Command.Result apt(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("apt-get", "-q", "-oAcquire::Retries=3"));
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
