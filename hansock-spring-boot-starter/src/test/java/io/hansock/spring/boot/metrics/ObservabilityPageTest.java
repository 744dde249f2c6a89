package io.hansock.spring.boot.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.hansock.testing.Project;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/observability.md has every meter, and the dashboard asks for none that there is not. */
class ObservabilityPageTest {
    /** What the Prometheus registry puts behind names. */
    private static final Pattern ENDING = Pattern.compile("_(seconds_(count|sum|max)|total|count|sum|max)$");

    @Test
    void thePageHasEveryMeter() throws Exception {
        String page = Files.readString(Project.root().resolve("docs/observability.md"));
        assertThat(names()).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    @Test
    void theDashboardAsksForMetersThatThereAre() throws Exception {
        List<String> known =
                names().stream().map(name -> name.replaceAll("[.-]", "_")).toList();
        List<String> queries = JsonPath.read(dashboard(), "$.panels[*].targets[*].expr");
        List<String> asked = queries.stream()
                .flatMap(query -> Pattern.compile("hansock_\\w+").matcher(query).results())
                .map(meter -> ENDING.matcher(meter.group()).replaceAll(""))
                .toList();
        assertThat(asked).isNotEmpty().allSatisfy(meter -> assertThat(known).contains(meter));
        assertThat(asked).containsAll(known);
    }

    private static String dashboard() throws IOException {
        return Files.readString(Project.root().resolve("docs/grafana-dashboard.json"));
    }

    private static List<String> names() throws IllegalAccessException {
        List<String> names = new ArrayList<>();
        for (Field constant : MeterNames.class.getFields()) {
            names.add((String) constant.get(null));
        }
        return names;
    }
}
