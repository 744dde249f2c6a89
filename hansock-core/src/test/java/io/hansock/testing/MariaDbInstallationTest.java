package io.hansock.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MariaDbInstallationTest {
    /** Lays out a folder like a distribution's, with a program that says what the server would. */
    private static void install(Path prefix, String script) throws IOException {
        Files.createDirectories(prefix.resolve("sbin"));
        Files.createDirectories(prefix.resolve("lib/mysql/plugin"));
        Files.createFile(prefix.resolve("lib/mysql/plugin/handlersocket.so"));
        Files.createDirectories(prefix.resolve("share/mysql/charsets"));
        Path program = Files.writeString(prefix.resolve("sbin/mariadbd"), "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private static ServerInstallation named(Path path) {
        return new MariaDbInstallation(Map.of(MariaDbInstallation.VARIABLE, path.toString())).search();
    }

    @Test
    void takesTheFolderOrTheProgramThatTheVariableNames(@TempDir Path folder) throws IOException {
        install(folder.resolve("usr"), "echo mariadbd  Ver 11.8.6-MariaDB for debian-linux-gnu");

        assertThat(named(folder).version()).isEqualTo("11.8.6-MariaDB");
        assertThat(named(folder.resolve("usr")).command())
                .isEqualTo(named(folder).command());
        assertThat(named(folder.resolve("usr/sbin/mariadbd")).flags())
                .containsExactly(
                        "--plugin-dir=" + folder.resolve("usr/lib/mysql/plugin"),
                        "--lc-messages-dir=" + folder.resolve("usr/share/mysql"),
                        "--character-sets-dir=" + folder.resolve("usr/share/mysql/charsets"));
    }

    @Test
    void triesNothingElseWhenTheNamedOneHasNoHandlerSocket(@TempDir Path folder) {
        assertThatThrownBy(() -> named(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("Install the package mariadb-server");
    }

    @Test
    void saysWhyTheNamedOneDoesNotRun(@TempDir Path folder) throws IOException {
        install(folder, "echo no such library >&2; exit 127");

        assertThatThrownBy(() -> named(folder)).hasMessageContaining("no such library");
    }

    @Test
    void aFolderIsMadeOnceAndOnlyAppearsWhole(@TempDir Path caches) {
        Cache cache = Cache.of(Map.of("XDG_CACHE_HOME", caches.toString()));
        assertThatThrownBy(() -> cache.folder("thing", (folder, scratch) -> {
                    Files.writeString(folder.resolve("half"), "made");
                    throw new IOException("disk full");
                }))
                .hasRootCauseMessage("disk full");
        assertThat(caches.resolve("hansock/thing")).doesNotExist();

        Path made = cache.folder("thing", (folder, scratch) -> Files.writeString(folder.resolve("all"), "made"));

        assertThat(made).isEqualTo(caches.resolve("hansock/thing")).isDirectoryContaining("glob:**/all");
        assertThat(made.resolve("half")).doesNotExist();
        assertThat(cache.folder("thing", (folder, scratch) -> {
                    throw new IOException("made twice");
                }))
                .isEqualTo(made);
    }

    @Test
    void librariesAreLookedForInThePackagesThatDebianNamesAfterThem() {
        assertThat(DebianPackages.namesFor("libaio.so.1")).containsExactly("libaio1", "libaio1t64");
        assertThat(DebianPackages.namesFor("libaio.so.1t64")).containsExactly("libaio1t64");
        assertThat(DebianPackages.namesFor("liburing.so.2")).containsExactly("liburing2", "liburing2t64");
        assertThat(DebianPackages.namesFor("libpcre2-8.so.0")).containsExactly("libpcre2-8-0", "libpcre2-8-0t64");
        assertThat(DebianPackages.namesFor("libcrypto.so.3")).containsExactly("libssl3", "libssl3t64");
    }
}
