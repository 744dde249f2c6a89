package io.hansock.cluster;

import io.hansock.HandlerSocketSettings;
import io.hansock.HansockSettings;
import io.hansock.ServerFacts;
import io.hansock.Writes;
import io.hansock.guard.GuardPolicy;
import io.hansock.guard.GuardPolicy.Bypass;
import io.hansock.guard.GuardPolicy.Writing;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the guard goes by on one server: the user's settings, and what the server says of itself. Safe for any thread. */
final class GuardPolicies {
    private final HansockSettings settings;

    /** The last one that was made, and of which facts: they hardly ever change. */
    private volatile @Nullable Made made;

    private record Made(@Nullable ServerFacts facts, GuardPolicy policy) {}

    GuardPolicies(HansockSettings settings) {
        this.settings = settings;
    }

    /**
     * By these facts; null where none are known, and the worst is taken for granted. Answers the same object for as long as nothing changes, however
     * often the server tells it: guards of tables stay with it, and with them what they have worked out and what they have warned of.
     */
    GuardPolicy of(@Nullable ServerFacts facts) {
        Made present = made;
        if (present == null || !same(present.facts(), facts)) {
            GuardPolicy policy = make(facts);
            if (present != null && present.policy().equals(policy)) {
                policy = present.policy();
            }
            present = new Made(facts, policy);
            made = present;
        }
        return present.policy();
    }

    @SuppressWarnings("ReferenceEquality") // equal ones only have the policy compared
    private static boolean same(@Nullable ServerFacts one, @Nullable ServerFacts other) {
        return one == other;
    }

    private GuardPolicy make(@Nullable ServerFacts facts) {
        return new GuardPolicy(
                facts != null && facts.mariaDb(),
                facts != null && facts.zone().equals(Optional.of(ZoneOffset.UTC)),
                writing(settings.writes(), settings.handlerSocket(), facts),
                switch (settings.guard()) {
                    case STRICT -> Bypass.AVOIDED;
                    case WARN -> Bypass.WARNED;
                    case OFF -> Bypass.ACCEPTED;
                },
                settings.servers().size() > 1);
    }

    /** What carries writes to a server, as the user has chosen, and as it says of itself. */
    static Writing writing(Writes chosen, HandlerSocketSettings use, @Nullable ServerFacts facts) {
        if (chosen != Writes.HANDLERSOCKET || facts == null) {
            return Writing.SQL;
        }
        if (use.acceptsUnreplicatedWrites()) {
            return Writing.HANDLERSOCKET;
        }
        if (facts.galera()) {
            return Writing.CLUSTER_FORBIDS;
        }
        return facts.binaryLog() ? Writing.LOG_FORBIDS : Writing.HANDLERSOCKET;
    }
}
