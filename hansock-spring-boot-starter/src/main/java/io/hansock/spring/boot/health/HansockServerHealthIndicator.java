package io.hansock.spring.boot.health;

import io.hansock.ServerFacts;
import io.hansock.ServerState;
import io.hansock.ServerState.Condition;
import io.hansock.ServerState.Wire;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * The health of one server. It is up while something answers there; where SQL answers and HandlerSocket does not, or the other way
 * round, a detail {@code degraded} says so; {@code released} where HandlerSocket is left while tables are changed; {@code warning} where
 * it takes writes. Nothing is known of a server before anybody has called it. Safe for any thread.
 */
public final class HansockServerHealthIndicator extends AbstractHealthIndicator {
    private final Supplier<ServerState> state;
    private final boolean probed;

    /**
     * Creates one.
     *
     * @param state how the server is; it is what decides how long that may take
     * @param probed whether the server was asked for that: then what is suspect counts as down
     */
    public HansockServerHealthIndicator(Supplier<ServerState> state, boolean probed) {
        this.state = state;
        this.probed = probed;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        ServerState now = state.get();
        if (answers(now.sql()) || answers(now.reads())) {
            builder.up();
            String degraded = degraded(now);
            if (degraded != null) {
                builder.withDetail("degraded", degraded);
            }
        } else if (isUnknown(now.sql()) && isUnknown(now.reads())) {
            builder.unknown();
        } else {
            builder.down();
        }
        String warning = warning(now);
        if (warning != null) {
            builder.withDetail("warning", warning);
        }
        if (now.isReleased()) {
            builder.withDetail(
                    "released", "HandlerSocket is left alone while tables are being changed, SQL carries all commands");
        }
        builder.withDetail("sql", details(now.sql()))
                .withDetail("handlerSocketReads", details(now.reads()))
                .withDetail("handlerSocketWrites", details(now.writes()));
        now.facts().ifPresent(facts -> tell(facts, builder));
    }

    /** A port that this client leaves alone is as open to everybody else. */
    private static @Nullable String warning(ServerState now) {
        if (now.writes().condition() != Condition.OFF) {
            return "HandlerSocket's write port is in use: what it writes is in no binary log, and whoever reaches it can write";
        }
        return now.facts().filter(ServerFacts::writePort).isPresent()
                ? "HandlerSocket's write port is open and this client does not use it: whoever reaches it can write"
                : null;
    }

    private boolean answers(Wire wire) {
        return wire.condition() == Condition.UP || (wire.condition() == Condition.SUSPECT && !probed);
    }

    private static boolean isUnknown(Wire wire) {
        return wire.condition() == Condition.UNTRIED || wire.condition() == Condition.OFF;
    }

    private @Nullable String degraded(ServerState now) {
        if (isInTrouble(now.reads())) {
            String instead = now.sql().condition() == Condition.UP ? ", SQL carries them" : "";
            return "HandlerSocket cannot be used for reads" + instead + ": "
                    + now.reads().reason();
        }
        if (isInTrouble(now.writes())) {
            return "HandlerSocket cannot be used for writes: " + now.writes().reason();
        }
        return isInTrouble(now.sql()) ? "SQL cannot be used: " + now.sql().reason() : null;
    }

    private static boolean isInTrouble(Wire wire) {
        return wire.condition() == Condition.DOWN || wire.condition() == Condition.SUSPECT;
    }

    private static Map<String, Object> details(Wire wire) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", wire.condition().name());
        wire.port().ifPresent(port -> details.put("port", port));
        if (!wire.reason().isEmpty()) {
            details.put("reason", wire.reason());
        }
        wire.nextTry().ifPresent(pause -> details.put("nextTryMillis", pause.toMillis()));
        return details;
    }

    private static void tell(ServerFacts facts, Health.Builder builder) {
        builder.withDetail("version", facts.version()).withDetail("readOnly", facts.readOnly());
        Optional<?> zone = facts.zone();
        if (zone.isEmpty()) {
            builder.withDetail("zone", "not fixed: TIMESTAMP goes over SQL");
        }
    }
}
