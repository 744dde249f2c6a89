package io.hansock.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server must not outlive the JVM that started it, whatever ends that. */
class LeftoversIT {
    private static final Duration SOON = Duration.ofSeconds(10);

    /** Not the system's, in which any other run may clear away what these tests leave behind. */
    @TempDir
    private Path temporary;

    /** A JVM that runs one server. */
    private record Launch(Process jvm, ProcessHandle server, Path folder) {
        static Launch start(SqlServer.Kind kind, Path temporary) throws IOException {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Process jvm = new ProcessBuilder(
                            java,
                            "-Xmx64m",
                            "-Djava.io.tmpdir=" + temporary,
                            "-cp",
                            System.getProperty("java.class.path"),
                            ServerInAnotherJvm.class.getName(),
                            kind.name())
                    .redirectErrorStream(true)
                    .start();
            BufferedReader output = jvm.inputReader(StandardCharsets.UTF_8);
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("started ")) {
                    List<String> words = List.of(line.split(" ", 3));
                    ProcessHandle server =
                            ProcessHandle.of(Long.parseLong(words.get(1))).orElseThrow();
                    return new Launch(jvm, server, Path.of(words.get(2)));
                }
            }
            throw new IllegalStateException("the JVM ended before its server was ready");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKilledJvmLeavesNeitherServerNorFolder(SqlServer.Kind kind) throws IOException {
        Launch launch = Launch.start(kind, temporary);
        assertThat(launch.folder()).isDirectory();

        launch.jvm().destroyForcibly();

        await().atMost(SOON).until(() -> !launch.server().isAlive() && !Files.exists(launch.folder()));
    }

    @ParameterizedTest
    @EnumSource
    void aJvmThatIsAskedToEndLeavesNeitherServerNorFolder(SqlServer.Kind kind) throws IOException {
        Launch launch = Launch.start(kind, temporary);

        launch.jvm().destroy();

        await().atMost(SOON).until(() -> !launch.jvm().isAlive());
        assertThat(launch.server().isAlive()).isFalse();
        assertThat(launch.folder()).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLeftWhenTheWatchIsKilledTooIsClearedAwayByTheNextRun(SqlServer.Kind kind) throws IOException {
        Launch launch = Launch.start(kind, temporary);
        List<ProcessHandle> shells = launch.jvm().children().toList();
        List<ProcessHandle> watches = launch.jvm()
                .descendants()
                .filter(process -> !shells.contains(process) && !process.equals(launch.server()))
                .toList();
        assertThat(watches).isNotEmpty();
        // A watch takes the end of its shell for that of the JVM, so it must go first.
        watches.forEach(ProcessHandle::destroyForcibly);
        shells.forEach(ProcessHandle::destroyForcibly);
        await().atMost(SOON)
                .until(() -> Stream.concat(watches.stream(), shells.stream()).noneMatch(ProcessHandle::isAlive));
        launch.jvm().destroyForcibly();
        await().atMost(SOON).until(() -> !launch.jvm().isAlive());
        assertThat(launch.server().isAlive()).isTrue();
        assertThat(launch.folder()).isDirectory();

        ServerFolder.sweep(launch.folder().getParent());

        assertThat(launch.folder()).doesNotExist();
        await().atMost(SOON).until(() -> !launch.server().isAlive());
    }

    @Test
    void foldersOfLivingJvmsAndOfOthersStay() throws IOException {
        Path foreign = Files.createTempDirectory(ServerFolder.parent(), "hansock-else-");
        ServerFolder mine = ServerFolder.create();
        try {
            ServerFolder.sweep(ServerFolder.parent());

            assertThat(mine.path()).isDirectory();
            assertThat(foreign).isDirectory();
        } finally {
            Files.delete(foreign);
            mine.delete();
        }
    }
}
