package io.hansock.spring.aot;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.Hansock;
import io.hansock.spring.HansockTemplate;
import io.hansock.spring.boot.autoconfigure.HansockAutoConfiguration;
import io.hansock.spring.boot.autoconfigure.HansockProperties;
import io.hansock.spring.boot.autoconfigure.HansockTemplateAutoConfiguration;
import io.hansock.value.Row;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.aot.AotServices;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

class HansockRuntimeHintsTest {
    record User(int id) {}

    @Test
    void areFoundBySpring() {
        assertThat(AotServices.factories().load(RuntimeHintsRegistrar.class))
                .anyMatch(HansockRuntimeHints.class::isInstance);
    }

    @Test
    void whatHansockReachesIsRegistered() throws ReflectiveOperationException {
        RuntimeHints hints = new RuntimeHints();
        new HansockRuntimeHints().registerHints(hints, null);
        assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Row.class.getMethod("getLong", int.class)))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Thread.class.getMethod("currentThread")))
                .accepts(hints);
        for (Method reader : Class.forName("io.hansock.value.CellReaders").getDeclaredMethods()) {
            assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(reader))
                    .accepts(hints);
        }
    }

    @Test
    void recordsOfTheApplicationCanBeRegistered() throws NoSuchMethodException {
        RuntimeHints hints = new RuntimeHints();
        HansockRuntimeHints.records(hints, User.class);
        assertThat(RuntimeHintsPredicates.reflection()
                        .onConstructorInvocation(User.class.getDeclaredConstructor(int.class)))
                .accepts(hints);
        assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(User.class.getDeclaredMethod("id")))
                .accepts(hints);
    }

    @Test
    void anApplicationWithSeveralClientsIsProcessedAheadOfTime() {
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            TestPropertyValues.of(
                            "hansock.servers.east.host=db-east", "hansock.clients.reports.servers.west.host=db-west")
                    .applyTo(context);
            context.register(HansockAutoConfiguration.class, HansockTemplateAutoConfiguration.class);
            InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
            DefaultGenerationContext generation = new DefaultGenerationContext(
                    new ClassNameGenerator(ClassName.get("io.hansock.test", "Application")), files);
            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
            generation.writeGeneratedContent();
            assertThat(files.getGeneratedFiles(Kind.SOURCE)).isNotEmpty();
            assertThat(RuntimeHintsPredicates.reflection().onType(HansockProperties.class))
                    .accepts(generation.getRuntimeHints());
            assertThat(context.getBeanNamesForType(Hansock.class)).contains("hansock", "reportsHansock");
            assertThat(context.getBeanNamesForType(HansockTemplate.class)).contains("reportsHansockTemplate");
        }
    }
}
