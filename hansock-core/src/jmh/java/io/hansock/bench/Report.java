package io.hansock.bench;

import io.hansock.bench.Goal.Figure;
import io.hansock.bench.Series.Spread;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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
     * @param servers their versions
     * @param command and what it took
     */
    static String of(Map<Setting, List<Series>> results, String machine, String servers, String command) {
        Report report = new Report(results);
        report.line("* Date: " + LocalDate.now(ZoneOffset.UTC));
        report.line("* Machine: " + machine);
        report.line("* Servers: " + servers);
        report.line("* Command: " + command);
        for (Setting setting : Setting.ALL) {
            report.line("");
            if (results.containsKey(setting)) {
                report.table(setting, results.get(setting));
            } else {
                report.line(setting.title() + ": not run"
                        + (setting.isPossible() ? "." : ", this JDK has no virtual threads."));
            }
        }
        report.goals();
        return report.out.toString();
    }

    private void table(Setting setting, List<Series> all) {
        Series floor = all.get(0);
        String unit = setting.task().unit();
        line("### " + heading(setting));
        line("");
        row(
                "contender",
                unit + "s/s",
                "lowest – highest",
                "÷ the first's",
                "client CPU, µs a " + unit,
                "bytes a " + unit,
                "heap kept, MB",
                "system calls a " + unit);
        line("|---|---:|---:|---:|---:|---:|---:|---:|");
        for (Series series : all) {
            Spread speed = series.of(Turn::perSecond);
            row(
                    series.contender().title(),
                    whole(speed.median()),
                    whole(speed.lowest()) + " – " + whole(speed.highest()),
                    fine(series.ratio(floor, Turn::perSecond).median()),
                    fine(series.of(Turn::cpuNanos).median() / 1000),
                    whole(series.of(Turn::bytes).median()),
                    known(series.of(Turn::kept).highest() / 1e6),
                    known(series.systemCalls().orElse(0)));
        }
    }

    private static String known(double number) {
        return number == 0 ? "–" : fine(number);
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
                if (series.contender().role() == Contender.Role.OURS
                        && !goal.rivals().contains(series.contender())) {
                    goal(goal, series);
                }
            }
        }
    }

    private void goal(Goal goal, Series ours) {
        Figure figure = goal.figure();
        Optional<Series> rival = best(goal);
        Spread reached = rival.map(series -> ours.ratio(series, figure::of)).orElseGet(() -> ours.of(figure::of));
        row(
                goal.setting().title(),
                ours.contender().title(),
                figure.title()
                        + rival.map(series -> " ÷ that of " + series.contender().title())
                                .orElse(" a " + goal.setting().task().unit()),
                (figure.moreIsBetter() ? "≥ " : "≤ ") + fitting(goal.limit()),
                fitting(reached.median()),
                fitting(reached.lowest()) + " – " + fitting(reached.highest()),
                goal.isMet(reached.median()) ? "met" : "**missed**");
    }

    /** Of the goal's rivals the one with the best median; none if the goal has none. */
    private Optional<Series> best(Goal goal) {
        Comparator<Series> bySize = Comparator.comparingDouble(
                series -> series.of(goal.figure()::of).median());
        return results.getOrDefault(goal.setting(), List.of()).stream()
                .filter(series -> goal.rivals().contains(series.contender()))
                .max(goal.figure().moreIsBetter() ? bySize : bySize.reversed());
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
