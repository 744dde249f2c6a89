package io.hansock.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.testing.Project;
import io.hansock.testing.SqlServer;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Does what docs/quick-start.md says, with the very blocks of the page: SQL, settings and a class that is compiled. Only the port is another. */
@ExtendWith(OutputCaptureExtension.class)
class QuickStartIT {
    @Test
    void aStrangerGetsWhatThePagePromises(@TempDir Path project, CapturedOutput output) throws Exception {
        try (SqlServer server = SqlServer.builder(SqlServer.Kind.MARIADB_10_11)
                .withHandlerSocket()
                .start()) {
            server.admin(
                    block("sql").lines().map(line -> line.replaceAll(";$", "")).toArray(String[]::new));
            Files.writeString(project.resolve("application.yml"), block("yaml"));
            compile(project, block("java"));
            run(project, "--hansock.servers.east.port=" + server.port());
        }
        assertThat(output.getOut()).contains(block("text"));
    }

    private static void compile(Path project, String source) throws IOException {
        Path file = Files.createDirectories(project.resolve("shop")).resolve("ShopApplication.java");
        Files.writeString(file, source);
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-parameters",
                        "-proc:none",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        "-d",
                        project.toString(),
                        file.toString());
        assertThat(result).isZero();
    }

    private static void run(Path project, String... arguments) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader former = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {project.toUri().toURL()}, former)) {
            thread.setContextClassLoader(loader);
            try (ConfigurableApplicationContext context =
                    SpringApplication.run(loader.loadClass("shop.ShopApplication"), arguments)) {
                assertThat(context.isRunning()).isTrue();
            }
        } finally {
            thread.setContextClassLoader(former);
        }
    }

    private static String block(String language) throws IOException {
        Matcher block = Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(Project.root().resolve("docs/quick-start.md")));
        assertThat(block.find()).as(language).isTrue();
        return block.group(1);
    }
}
