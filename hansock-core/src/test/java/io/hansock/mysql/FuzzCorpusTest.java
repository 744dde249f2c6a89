package io.hansock.mysql;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the fuzzers have found worth keeping: one input for each thing that the code does, and all that ever failed. */
class FuzzCorpusTest {
    @TestFactory
    Stream<DynamicTest> conversation() {
        return tests("conversation", ConversationFuzz::fuzzerTestOneInput);
    }

    @TestFactory
    Stream<DynamicTest> login() {
        return tests("login", LoginFuzz::fuzzerTestOneInput);
    }

    @TestFactory
    Stream<DynamicTest> compression() {
        return tests("compression", CompressionFuzz::fuzzerTestOneInput);
    }

    private interface Target {
        void run(byte[] input);
    }

    private static Stream<DynamicTest> tests(String folder, Target target) {
        return inputs(folder).stream()
                .map(file -> DynamicTest.dynamicTest(
                        String.valueOf(file.getFileName()),
                        () -> assertThatCode(() -> target.run(Files.readAllBytes(file)))
                                .doesNotThrowAnyException()));
    }

    private static List<Path> inputs(String folder) {
        try (Stream<Path> files =
                Files.list(Path.of(Objects.requireNonNull(FuzzCorpusTest.class.getResource("/fuzz/" + folder), folder)
                        .toURI()))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
