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
 * round, a detail {@code degraded} says so. Nothing is known of a server before anybody has called it. Safe for any thread.
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
        if (now.writes().condition() != Condition.OFF) {
            builder.withDetail(
                    "warning",
                    "HandlerSocket's write port is in use: what it writes is in no binary log, and whoever reaches it can write");
        }
        builder.withDetail("sql", details(now.sql()))
                .withDetail("handlerSocketReads", details(now.reads()))
                .withDetail("handlerSocketWrites", details(now.writes()));
        now.facts().ifPresent(facts -> tell(facts, builder));
    }

    private boolean answers(Wire wire) {
        return wire.condition() == Condition.UP || (wire.condition() == Condition.SUSPECT && !probed);
    }

    private static boolean isUnknown(Wire wire) {
        return wire.condition() == Condition.UNTRIED || wire.condition() == Condition.OFF;
    }

    private @Nullable String degraded(ServerState now) {
        if (isInTrouble(now.reads())) {
            return "HandlerSocket cannot be used for reads, SQL carries them: "
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
