package io.hansock.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.Hansock;
import io.hansock.testing.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertiesPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/** Each block of YAML in README and docs is a configuration that makes a client, without a key that nobody reads. */
class DocumentedSettingsTest {
    private static final Pattern YAML = Pattern.compile("^```yaml\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    /** What the blocks take from the environment, and what a part of a configuration leaves out. */
    private static final PropertySource<?> REST = new MapPropertySource(
            "rest",
            Map.of("DB_PASSWORD", "a-password", "EAST_SECRET", "a-secret", "hansock.servers.east.host", "db-east"));

    record Block(String page, String text) {
        @Override
        public String toString() {
            return page + ": " + text.lines().skip(1).findFirst().orElse(text).strip();
        }
    }

    static Stream<Block> blocks() throws IOException {
        List<Path> pages = Project.pages();
        return pages.stream().flatMap(DocumentedSettingsTest::blocks);
    }

    private static Stream<Block> blocks(Path page) {
        try {
            return YAML.matcher(Files.readString(page))
                    .results()
                    .map((MatchResult block) -> new Block(page.getFileName().toString(), block.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void isAConfiguration(Block block) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(HansockAutoConfiguration.class))
                .withInitializer(context -> load(block, context.getEnvironment()))
                // there are no servers here that a start could wait for
                .withPropertyValues("hansock.startup=lazy")
                .run(context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(Hansock.class);
                    Binder.get(context.getEnvironment())
                            .bindOrCreate(
                                    "hansock",
                                    Bindable.of(HansockProperties.class),
                                    new NoUnboundElementsBindHandler(
                                            BindHandler.DEFAULT, DocumentedSettingsTest::isShown));
                });
    }

    /** The build's own system properties are none of the page's. */
    private static boolean isShown(ConfigurationPropertySource source) {
        return !(source.getUnderlyingSource() instanceof PropertiesPropertySource);
    }

    private static void load(Block block, ConfigurableEnvironment environment) {
        try {
            new YamlPropertySourceLoader()
                    .load("block", new ByteArrayResource(block.text().getBytes(StandardCharsets.UTF_8)))
                    .forEach(environment.getPropertySources()::addLast);
            environment.getPropertySources().addLast(REST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
