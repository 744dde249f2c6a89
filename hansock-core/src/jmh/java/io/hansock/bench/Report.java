package io.hansock.bench;

import io.hansock.bench.Goal.Figure;
import io.hansock.bench.Series.Spread;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results as Markdown. */
final class Report {
    private final Map<Setting, List<Series>> results;
    private final StringBuilder out = new StringBuilder();

    private Report(Map<Setting, List<Series>> results) {
        this.results = results;
    }

    /**
     * Writes it.
     *
     * @param command and what it took
     */
    static String of(Map<Setting, List<Series>> results, String machine, String command) {
        Report report = new Report(results);
        report.line("* Date: " + LocalDate.now(ZoneOffset.UTC));
        report.line("* Machine: " + machine);
        report.line("* Command: " + command);
        for (Setting setting : Setting.ALL) {
            report.line("");
            if (results.containsKey(setting)) {
                report.table(setting, results.get(setting));
            } else {
                report.line(setting.title() + ": not run.");
            }
        }
        report.goals();
        return report.out.toString();
    }

    private void table(Setting setting, List<Series> all) {
        Series floor = all.get(0);
        line("### " + heading(setting));
        line("");
        row(
                "contender",
                "finds/s",
                "lowest – highest",
                "÷ floor's",
                "client CPU, µs a find",
                "bytes a find",
                "system calls a find");
        line("|---|---:|---:|---:|---:|---:|---:|");
        for (Series series : all) {
            Spread speed = series.of(Turn::perSecond);
            row(
                    series.contender().title(),
                    whole(speed.median()),
                    whole(speed.lowest()) + " – " + whole(speed.highest()),
                    fine(series.ratio(floor, Turn::perSecond).median()),
                    fine(series.of(Turn::cpuNanos).median() / 1000),
                    whole(series.of(Turn::bytes).median()),
                    series.systemCalls().isPresent() ? fine(series.systemCalls().getAsDouble()) : "–");
        }
    }

    private static String heading(Setting setting) {
        return setting.connections() == 1
                ? setting.title()
                : setting.title() + "; " + setting.connections() + " connections where they are shared";
    }

    private void goals() {
        line("");
        line("### Goals");
        line("");
        row("setting", "who", "figure", "goal", "reached", "lowest – highest", "");
        line("|---|---|---|---:|---:|---:|---|");
        for (Goal goal : Goal.ALL) {
            for (Series series : results.getOrDefault(goal.setting(), List.of())) {
                if (series.contender().ours()) {
                    goal(goal, series);
                }
            }
        }
    }

    private void goal(Goal goal, Series ours) {
        Contender rival = goal.rival();
        Figure figure = goal.figure();
        Spread reached = rival == null ? ours.of(figure::of) : ours.ratio(series(goal.setting(), rival), figure::of);
        row(
                goal.setting().title(),
                ours.contender().title(),
                rival == null ? figure.title() : figure.title() + " ÷ that of " + rival.title(),
                (figure == Figure.THROUGHPUT ? "≥ " : "≤ ") + fitting(goal.limit()),
                fitting(reached.median()),
                fitting(reached.lowest()) + " – " + fitting(reached.highest()),
                goal.isMet(reached.median()) ? "met" : "**missed**");
    }

    private Series series(Setting setting, Contender contender) {
        return results.getOrDefault(setting, List.of()).stream()
                .filter(series -> series.contender() == contender)
                .findFirst()
                .orElseThrow();
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    private static String fine(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    private static String fitting(double number) {
        return number < 100 ? fine(number) : whole(number);
    }

    private void row(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
