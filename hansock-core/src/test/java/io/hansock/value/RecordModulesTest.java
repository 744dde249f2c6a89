package io.hansock.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ConfigurationException;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of an application that is a named module. */
class RecordModulesTest {
    private static ModuleLayer layer;

    @BeforeAll
    static void compileAnApplication(@TempDir Path folder) throws IOException {
        Path sources = Files.createDirectory(folder.resolve("sources"));
        Path classes = Files.createDirectory(folder.resolve("classes"));
        List<Path> files = List.of(
                source(sources, "module-info", "module shop { exports shop.shown; opens shop.opened; }"),
                source(sources, "shown/Item", "package shop.shown; public record Item(int id) {}"),
                source(sources, "opened/Item", "package shop.opened; record Item(int id) {}"),
                source(sources, "closed/Item", "package shop.closed; public record Item(int id) {}"));
        String[] arguments = {"-d", classes.toString()};
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        Stream.concat(Arrays.stream(arguments), files.stream().map(Path::toString))
                                .toArray(String[]::new));
        assertThat(result).isZero();
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration =
                boot.configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("shop"));
        layer = boot.defineModulesWithOneLoader(configuration, RecordModulesTest.class.getClassLoader());
    }

    private static Path source(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name + ".java");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text, UTF_8);
    }

    @Test
    void publicRecordsOfExportedPackagesAreMapped() throws ClassNotFoundException {
        assertMapped("shop.shown.Item");
    }

    @Test
    void hiddenRecordsOfOpenPackagesAreMapped() throws ClassNotFoundException {
        assertMapped("shop.opened.Item");
    }

    @Test
    void recordsOfClosedPackagesAreRefusedWithTheLineToWrite() throws ClassNotFoundException {
        Class<? extends Record> type = type("shop.closed.Item");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> RecordMapper.of(type))
                .withMessage("record shop.closed.Item cannot be reached;"
                        + " write \"opens shop.closed to io.hansock;\" in the module-info of shop");
    }

    private static void assertMapped(String name) throws ClassNotFoundException {
        Record mapped = RecordMapper.of(type(name))
                .map(TextRows.texts(List.of("id"), "7").row(0));
        assertThat(mapped).hasToString("Item[id=7]");
    }

    private static Class<? extends Record> type(String name) throws ClassNotFoundException {
        return layer.findLoader("shop").loadClass(name).asSubclass(Record.class);
    }
}
