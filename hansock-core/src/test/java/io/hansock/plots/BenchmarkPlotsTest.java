package io.hansock.plots;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each section of results in docs/benchmarks.md has a picture of its tables. {@code -Ddocs.write=true} draws them anew. */
class BenchmarkPlotsTest {
    @Test
    void thePicturesShowWhatTheTablesSay() throws IOException {
        Path folder = Project.root().resolve("docs/plots");
        String page = page();
        Map<String, List<Panel>> sections = Panel.read(page);
        assertThat(sections).hasSizeGreaterThan(2);
        for (Map.Entry<String, List<Panel>> section : sections.entrySet()) {
            String name = section.getKey().toLowerCase(Locale.ROOT).replace(' ', '-') + ".svg";
            String drawn = BarChart.of(section.getKey(), section.getValue());
            assertThat(page).contains("](plots/" + name + ")");
            if (Boolean.getBoolean("docs.write")) {
                Files.createDirectories(folder);
                Files.writeString(folder.resolve(name), drawn);
            }
            assertThat(folder.resolve(name))
                    .as("the picture is stale; -Ddocs.write=true draws it anew")
                    .hasContent(drawn);
        }
    }

    @Test
    void everyTableAndEveryRowIsInThem() throws IOException {
        List<Panel> panels =
                Panel.read(page()).values().stream().flatMap(List::stream).toList();

        assertThat(panels).hasSameSizeAs(lines("| contender | [^|]*/s |"));
        assertThat(panels.stream().mapToInt(panel -> panel.bars().size()).sum())
                .isEqualTo(lines("| [^|]+ | [\\d,]+ | [\\d,]+ – [\\d,]+ |").size());
    }

    @Test
    void aBarEndsAtTheMedianAndItsLineAtTheTurns() {
        Panel panel = new Panel("one <call>", "finds/s", List.of(new Panel.Bar("Hansock & co", 50, 25, 100)));

        assertThat(BarChart.of("a title", List.of(panel)))
                .contains("one &lt;call&gt;", "Hansock &amp; co", ">50</text>")
                .contains("class=\"ours\" x=\"262\" y=\"52\" width=\"199.0\"")
                .contains("d=\"M361.5 58.5H660.0");
    }

    private static List<String> lines(String beginning) throws IOException {
        String pattern = beginning.replace("|", "\\|").replace("[^\\|]", "[^|]");
        return page().lines().filter(line -> line.matches(pattern + ".*")).toList();
    }

    private static String page() throws IOException {
        return Files.readString(Project.root().resolve("docs/benchmarks.md"));
    }
}
