package io.hansock.plots;

import java.util.List;
import java.util.Locale;

/** Panels below each other: a bar for each median, a thin line from the lowest to the highest turn. For light pages and dark ones. */
final class BarChart {
    private static final int WIDTH = 760;
    private static final int MARGIN = 14;
    private static final int BARS_FROM = 262;
    private static final int BARS_TO = 660;
    private static final int HEADING = 40;
    private static final int ROW = 24;
    private static final int BAR = 13;

    private static final String STYLE = """
              <style>
                text { fill: #1f2937 }
                .unit, .bound { fill: #4b5563; font-size: 12px }
                .bar { fill: #9ca3af }
                .ours { fill: #0f766e }
                .floor { fill: #d1d5db }
                .turns { stroke: #1f2937; stroke-width: 1.2; fill: none }
                @media (prefers-color-scheme: dark) {
                  text { fill: #e6edf3 }
                  .unit, .bound { fill: #9da7b3 }
                  .bar { fill: #6e7681 }
                  .ours { fill: #2dd4bf }
                  .floor { fill: #424a53 }
                  .turns { stroke: #e6edf3 }
                }
              </style>
            """;

    private final StringBuilder out = new StringBuilder();

    private BarChart() {}

    /** An SVG document. Each panel has its own scale, which begins at nothing. */
    static String of(String title, List<Panel> panels) {
        int height = panels.stream()
                        .mapToInt(panel -> HEADING + ROW * panel.bars().size())
                        .sum()
                + 2 * MARGIN;
        BarChart chart = new BarChart();
        chart.line(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"t d\""
                        + " font-family=\"system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif\" font-size=\"13\">",
                WIDTH,
                height));
        chart.line(String.format(Locale.ROOT, "  <title id=\"t\">%s</title>", escaped(title)));
        chart.line("  <desc id=\"d\">Bars are medians, thin lines reach from the lowest to the highest turn."
                + " The tables of the page have the same figures.</desc>");

        chart.out.append(STYLE);
        int y = MARGIN;
        for (Panel panel : panels) {
            chart.panel(panel, y);
            y += HEADING + ROW * panel.bars().size();
        }
        chart.line("</svg>");

        return chart.out.toString();
    }

    private void panel(Panel panel, int top) {
        long most = panel.bars().stream().mapToLong(Panel.Bar::highest).max().orElseThrow();
        line(String.format(
                Locale.ROOT,
                "  <text x=\"%d\" y=\"%d\" font-weight=\"600\">%s<tspan class=\"unit\" font-weight=\"400\" dx=\"8\">%s</tspan></text>",
                MARGIN,
                top + 24,
                escaped(panel.title()),
                escaped(panel.unit())));
        for (int i = 0; i < panel.bars().size(); i++) {
            bar(panel.bars().get(i), top + HEADING - 4 + i * ROW, (double) (BARS_TO - BARS_FROM) / most);
        }
    }

    private void bar(Panel.Bar bar, int top, double scale) {
        double middle = top + BAR / 2.0 + 2;
        double end = BARS_FROM + bar.highest() * scale;
        line(String.format(
                Locale.ROOT,
                "  <text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                BARS_FROM - 10,
                middle + 4.5,
                escaped(bar.contender())));
        line(String.format(
                Locale.ROOT,
                "  <rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>",
                kind(bar.contender()),
                BARS_FROM,
                top + 2,
                bar.median() * scale,
                BAR));
        line(String.format(
                Locale.ROOT,
                "  <path class=\"turns\" d=\"M%1$.1f %2$.1fH%3$.1fM%1$.1f %4$.1fv6M%3$.1f %4$.1fv6\"/>",
                BARS_FROM + bar.lowest() * scale,
                middle,
                end,
                middle - 3));
        line(String.format(
                Locale.ROOT, "  <text x=\"%.1f\" y=\"%.1f\">%,d</text>", end + 8, middle + 4.5, bar.median()));
    }

    private static String kind(String contender) {
        return contender.startsWith("Hansock") ? "ours" : contender.contains("(the floor)") ? "floor" : "bar";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
