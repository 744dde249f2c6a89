package io.hansock.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Has all contenders of a setting take turns on one server and writes docs/benchmarks.md's table to {@code target/benchmarks.md}. Each has a JVM
 * of its own, so that none compiles or collects for another; in each round each has one turn, in another order, so that a
 * disturbance meets all. Arguments, all optional: {@code quick} or {@code short}, {@code drowsy} for cores that may fall asleep, and the
 * names of the settings to play.
 */
public final class Comparison {
    private static final Path REPORT = Path.of("target", "benchmarks.md");

    private final Pace pace;
    private final boolean drowsy;
    private final String machine;
    private final String command;
    private final Map<PeopleServer.Kind, String> versions = new EnumMap<>(PeopleServer.Kind.class);
    private final Map<Setting, List<Series>> results = new LinkedHashMap<>();

    private Comparison(Pace pace, boolean drowsy, String arguments) {
        this.pace = pace;
        this.drowsy = drowsy;
        this.machine = Machine.describe();
        this.command = "`./mvnw -Pjmh -pl hansock-core verify"
                + (arguments.isEmpty() ? "" : " -Djmh.args=\"" + arguments + "\"") + "`, " + pace;
    }

    public static void main(String[] args) throws Exception {
        List<String> wanted = new ArrayList<>(List.of(args));
        Pace pace = wanted.remove("quick") ? Pace.QUICK : wanted.remove("short") ? Pace.SHORT : Pace.FULL;
        boolean drowsy = wanted.remove("drowsy");
        List<Setting> settings = Setting.named(wanted);
        Comparison comparison = new Comparison(pace, drowsy, String.join(" ", args));
        for (PeopleServer.Kind kind : PeopleServer.Kind.values()) {
            comparison.playOn(
                    kind,
                    settings.stream()
                            .filter(setting -> setting.task().server() == kind)
                            .toList());
        }
        System.out.println(comparison.report());
        System.out.println("written to " + REPORT.toAbsolutePath());
    }

    private void playOn(PeopleServer.Kind kind, List<Setting> settings) throws Exception {
        if (settings.isEmpty()) {
            return;
        }
        try (Awake awake = drowsy ? Awake.not() : Awake.keep();
                PeopleServer server = kind.start()) {
            System.out.println(awake.keeps() ? "the cores are kept awake" : "the cores may fall asleep");
            versions.put(kind, server.version());
            for (Setting setting : settings) {
                if (setting.isPossible()) {
                    results.put(setting, play(setting, server.endpoints()));
                    // after each, so that a run that is cut off keeps what it has
                    write(report());
                } else {
                    System.out.println(setting.title() + ": skipped, this JDK has no virtual threads");
                }
            }
        }
    }

    private String report() {
        return Report.of(results, machine, String.join(", ", versions.values()), command);
    }

    private static void write(String report) throws IOException {
        Files.createDirectories(REPORT.toAbsolutePath().getParent());
        Files.writeString(REPORT, report);
    }

    private List<Series> play(Setting setting, List<PeopleServer.Endpoint> endpoints) throws Exception {
        List<PlayerProcess> players = new ArrayList<>();
        try {
            for (Contender contender : setting.contenders()) {
                System.out.println(setting.title() + ": warming up " + contender.title());
                PlayerProcess player = PlayerProcess.start(setting, contender, endpoints);
                players.add(player);
                player.play(0, pace.warmUpMillis());
            }
            Map<PlayerProcess, List<Turn>> turns = new LinkedHashMap<>();
            players.forEach(player -> turns.put(player, new ArrayList<>()));
            List<PlayerProcess> order = new ArrayList<>(players);
            for (int round = 1; round <= pace.rounds(); round++) {
                System.out.println(setting.title() + ": round " + round + " of " + pace.rounds());
                for (PlayerProcess player : order) {
                    turns.get(player).add(player.play(pace.settlingMillis(), pace.turnMillis()));
                }
                Collections.rotate(order, 1);
            }
            return turns.entrySet().stream()
                    .map(entry -> new Series(entry.getKey().contender(), entry.getValue(), systemCalls(entry.getKey())))
                    .toList();
        } finally {
            players.forEach(PlayerProcess::close);
        }
    }

    private OptionalDouble systemCalls(PlayerProcess player) {
        try {
            return SystemCalls.count(player, pace.turnMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalDouble.empty();
        }
    }

    /**
     * How long everything takes.
     *
     * @param warmUpMillis once for each contender, until its code is compiled
     * @param settlingMillis at the start of each turn, for the new connections
     */
    record Pace(int rounds, int warmUpMillis, int settlingMillis, int turnMillis) {
        static final Pace FULL = new Pace(7, 5000, 200, 2000);
        static final Pace SHORT = new Pace(5, 3000, 200, 1000);
        static final Pace QUICK = new Pace(3, 1000, 100, 400);

        @Override
        public String toString() {
            return rounds + " rounds, a turn of " + turnMillis / 1000.0 + " s each";
        }
    }
}
