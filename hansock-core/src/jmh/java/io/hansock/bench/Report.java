package io.hansock.bench;

import io.hansock.bench.Series.Spread;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results as Markdown. */
final class Report {
    private final Map<Setting, List<Series>> results;
    private final String machine;
    private final String pace;
    private final boolean quick;
    private final StringBuilder out = new StringBuilder();

    Report(Map<Setting, List<Series>> results, String machine, String pace, boolean quick) {
        this.results = results;
        this.machine = machine;
        this.pace = pace;
        this.quick = quick;
    }

    String markdown() {
        line("* Date: %s", LocalDate.now(ZoneOffset.UTC));
        line("* Machine: %s", machine);
        line("* Command: `./mvnw -Pjmh -pl hansock-core verify%s` (%s)", quick ? " -Djmh.args=quick" : "", pace);
        results.forEach(this::table);
        for (Setting setting : Setting.ALL) {
            if (!results.containsKey(setting)) {
                line("");
                line("%s: not run, this JDK has no virtual threads.", setting.title());
            }
        }
        goals();
        return out.toString();
    }

    private void table(Setting setting, List<Series> all) {
        Series floor = all.get(0);
        line("");
        line("### %s", heading(setting));
        line("");
        line(
                "| contender | finds/s | lowest – highest | of the floor's | client CPU, µs a find | bytes a find | system calls a find |");
        line("|---|---:|---:|---:|---:|---:|---:|");
        for (Series series : all) {
            Spread speed = series.of(Turn::perSecond);
            line(
                    "| %s | %,.0f | %,.0f – %,.0f | %.2f | %.2f | %,.0f | %s |",
                    series.contender().title(),
                    speed.median(),
                    speed.lowest(),
                    speed.highest(),
                    series.ratio(floor, Turn::perSecond).median(),
                    series.of(Turn::cpuNanos).median() / 1000,
                    series.of(Turn::bytes).median(),
                    series.systemCalls().isPresent()
                            ? String.format(
                                    Locale.ROOT, "%.2f", series.systemCalls().getAsDouble())
                            : "–");
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
        line("| setting | who | figure | goal | reached | lowest – highest | |");
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
        Spread reached = rival == null
                ? ours.of(goal.figure()::of)
                : ours.ratio(series(goal.setting(), rival), goal.figure()::of);
        String digits = rival == null ? "%,.0f" : "%.2f";
        line(
                "| %s | %s | %s%s | %s %s | " + digits + " | " + digits + " – " + digits + " | %s |",
                goal.setting().title(),
                ours.contender().title(),
                goal.figure().title(),
                rival == null ? "" : " ÷ that of " + rival.title(),
                goal.figure() == Goal.Figure.THROUGHPUT ? "≥" : "≤",
                goal.limit() % 1 == 0 ? Long.toString((long) goal.limit()) : Double.toString(goal.limit()),
                reached.median(),
                reached.lowest(),
                reached.highest(),
                goal.isMet(reached.median()) ? "met" : "**missed**");
    }

    private Series series(Setting setting, Contender contender) {
        return results.getOrDefault(setting, List.of()).stream()
                .filter(series -> series.contender() == contender)
                .findFirst()
                .orElseThrow();
    }

    private void line(String format, Object... arguments) {
        out.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
