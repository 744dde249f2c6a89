package io.hansock.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where this project lies on the disk, for tests that compare its pages with its sources. */
public final class Project {
    private static final Path ROOT = find();

    private Project() {}

    /** The folder that holds docs and the modules. */
    public static Path root() {
        return ROOT;
    }

    /** README.md and the other pages beside it, those of docs, and that of the sample. */
    public static List<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.list(ROOT.resolve("docs"));
                Stream<Path> sample = Files.list(ROOT.resolve("sample-app"))) {
            return Stream.of(top, docs, sample)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static Path find() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
