package io.hansock.spring.aot;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.Hansock;
import io.hansock.ServerSettings;
import io.hansock.spring.HansockTemplate;
import io.hansock.spring.boot.autoconfigure.HansockAutoConfiguration;
import io.hansock.spring.boot.autoconfigure.HansockTemplateAutoConfiguration;
import io.hansock.testing.Command;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.FileSystemGeneratedFiles;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.javapoet.ClassName;

/** What Spring works out of several clients when an application is built is compiled, and run in a JVM of its own. */
class ProcessedClientsTest {
    private static final TestPropertyValues PROPERTIES = TestPropertyValues.of(
            "hansock.servers.east.host=db-east",
            "hansock.clients.reports.servers.west.host=db-west",
            "hansock.clients.audit.servers.north.host=db-north");

    /** What an application asks for. */
    static final class Users {
        private final Hansock plain;
        private final Hansock reports;
        private final HansockTemplate audit;

        Users(Hansock plain, @Qualifier("reports") Hansock reports, @Qualifier("audit") HansockTemplate audit) {
            this.plain = plain;
            this.reports = reports;
            this.audit = audit;
        }

        private String words() {
            return "plain " + names(plain) + ", reports " + names(reports) + ", a template " + (audit != null);
        }

        private static List<String> names(Hansock hansock) {
            return hansock.servers().stream().map(ServerSettings::name).toList();
        }
    }

    @Test
    void everyOneIsGivenTheClientThatItAsksFor(@TempDir Path folder) throws Exception {
        String initializer = process(folder);
        compile(folder);
        assertThat(run(folder, initializer)).contains("plain [east], reports [west], a template true");
    }

    private static String process(Path folder) {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            PROPERTIES.applyTo(context);
            context.register(HansockAutoConfiguration.class, HansockTemplateAutoConfiguration.class, Users.class);
            DefaultGenerationContext generation = new DefaultGenerationContext(
                    new ClassNameGenerator(ClassName.get("io.hansock.test", "Application")),
                    new FileSystemGeneratedFiles(folder));
            ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
            generation.writeGeneratedContent();
            return initializer.reflectionName();
        }
    }

    private static void compile(Path folder) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                Files.createDirectories(folder.resolve("compiled")).toString()));
        try (Stream<Path> files = Files.walk(folder.resolve("sources"))) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .as("what is generated compiles")
                .isZero();
    }

    private static String run(Path folder, String initializer) {
        Command.Result result = Command.run(
                Map.of(),
                Duration.ofMinutes(1),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-Dspring.aot.enabled=true",
                        "-cp",
                        String.join(
                                File.pathSeparator,
                                folder.resolve("compiled").toString(),
                                folder.resolve("classes").toString(),
                                System.getProperty("java.class.path")),
                        Application.class.getName(),
                        initializer));
        assertThat(result.succeeded()).as(result.output()).isTrue();
        return result.output();
    }

    /** In a JVM of its own. */
    static final class Application {
        private Application() {}

        @SuppressWarnings("unchecked") // it is one for any context
        public static void main(String[] arguments) throws ReflectiveOperationException {
            ApplicationContextInitializer<GenericApplicationContext> initializer = Class.forName(arguments[0])
                    .asSubclass(ApplicationContextInitializer.class)
                    .getDeclaredConstructor()
                    .newInstance();
            try (GenericApplicationContext context = new GenericApplicationContext()) {
                PROPERTIES.applyTo(context.getEnvironment());
                initializer.initialize(context);
                context.refresh();
                System.out.println(context.getBean(Users.class).words());
            }
        }
    }
}
