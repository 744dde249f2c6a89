package io.hansock.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** Spring Boot would say nothing of one that it does not find or that fails. */
class HansockPreinitializerTest {
    @Test
    void isFoundAndDoesNotFail() {
        BackgroundPreinitializer found =
                SpringFactoriesLoader.forDefaultResourceLocation().load(BackgroundPreinitializer.class).stream()
                        .filter(HansockPreinitializer.class::isInstance)
                        .findFirst()
                        .orElseThrow();
        assertThatCode(found::preinitialize).doesNotThrowAnyException();
    }

    @Test
    void leavesNoThreadBehind() {
        Set<String> before = threads();
        new HansockPreinitializer().preinitialize();
        assertThat(threads()).isSubsetOf(before);
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("hansock"))
                .collect(Collectors.toSet());
    }
}
