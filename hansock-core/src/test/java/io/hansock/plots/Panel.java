package io.hansock.plots;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One table of results: who reached how much.
 *
 * @param title what was done
 * @param unit what is counted, as in {@code finds/s}
 * @param bars in the table's order
 */
record Panel(String title, String unit, List<Bar> bars) {
    private static final Pattern SECTION =
            Pattern.compile("^## Results: ([^\\n]+)\\n(.*?)(?=^## |\\z)", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern TABLE = Pattern.compile(
            "^### ([^\\n]+)\\n\\n\\| contender \\| ([^|]+) \\|[^\\n]*\\n\\|[-:|]+\\n((?:\\|[^\\n]*\\n)+)",
            Pattern.MULTILINE);
    private static final Pattern ROW =
            Pattern.compile("^\\| ([^|]+) \\| ([\\d,]+) \\| ([\\d,]+) – ([\\d,]+) \\|", Pattern.MULTILINE);

    Panel {
        bars = List.copyOf(bars);
    }

    /**
     * One contender, in units a second.
     *
     * @param median of all rounds
     * @param lowest in any round
     * @param highest in any round
     */
    record Bar(String contender, long median, long lowest, long highest) {}

    /** The tables of each section "Results: …" of the page, by what the section is of, in the page's order. */
    static Map<String, List<Panel>> read(String page) {
        Map<String, List<Panel>> sections = new LinkedHashMap<>();
        Matcher section = SECTION.matcher(page);
        while (section.find()) {
            List<Panel> panels = new ArrayList<>();
            Matcher table = TABLE.matcher(section.group(2));
            while (table.find()) {
                panels.add(new Panel(table.group(1), table.group(2), bars(table.group(3))));
            }
            sections.put(section.group(1), panels);
        }
        return sections;
    }

    private static List<Bar> bars(String rows) {
        return ROW.matcher(rows)
                .results()
                .map(row -> new Bar(row.group(1), number(row.group(2)), number(row.group(3)), number(row.group(4))))
                .toList();
    }

    private static long number(String text) {
        return Long.parseLong(text.replace(",", ""));
    }
}
