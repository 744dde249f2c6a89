package io.hansock.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.hansock.testing.Project;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.util.ClassUtils;

/**
 * docs/configuration.md is made of the starter's metadata, which is made of the properties' Javadoc. {@code -Ddocs.write=true} writes it
 * anew.
 */
class ConfigurationReferenceTest {
    private static final String BEGIN = "<!-- generated: begin -->\n";
    private static final String END = "<!-- generated: end -->";

    @Test
    void thePageSaysWhatTheMetadataSays() throws IOException {
        Path page = Project.root().resolve("docs/configuration.md");
        String present = Files.readString(page);
        int begin = present.indexOf(BEGIN) + BEGIN.length();
        String wanted = present.substring(0, begin) + table() + present.substring(present.indexOf(END));
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(page, wanted);
        } else {
            assertThat(present)
                    .as("docs/configuration.md is stale; -Ddocs.write=true writes it anew")
                    .isEqualTo(wanted);
        }
    }

    private static String table() throws IOException {
        List<Map<String, @Nullable Object>> properties = JsonPath.read(metadata(), "$.properties[*]");
        StringBuilder table = new StringBuilder("| property | default | what it does |\n|---|---|---|\n");
        properties.stream()
                .sorted((one, other) -> name(one).compareTo(name(other)))
                .forEach(property -> table.append("| `")
                        .append(name(property))
                        .append("` | ")
                        .append(cell(property.get("defaultValue")))
                        .append(" | ")
                        .append(String.valueOf(property.get("description")).replace("|", "\\|"))
                        .append(choices(String.valueOf(property.get("type"))))
                        .append(" |\n"));
        return table.toString();
    }

    private static String name(Map<String, @Nullable Object> property) {
        return String.valueOf(property.get("name"));
    }

    private static String cell(@Nullable Object value) {
        return value == null ? "" : "`" + value + "`";
    }

    /** What can be chosen from, if it is not any text or number. */
    private static String choices(String type) {
        Class<?> known = ClassUtils.resolveClassName(type.replaceFirst("<.*", ""), null);
        return known.isEnum()
                ? Stream.of(known.getEnumConstants())
                        .map(value -> ((Enum<?>) value)
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'))
                        .collect(Collectors.joining("`, `", " One of `", "`."))
                : "";
    }

    private static String metadata() throws IOException {
        try (InputStream in =
                HansockProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            assertThat(in).as("what the compiler has made of the properties").isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
