package io.hansock.cluster;

import io.hansock.handlersocket.Port;
import java.util.HashMap;
import java.util.Map;

/**
 * By what the servers of one client prove their ports. What two servers have proves nothing of either: then a port that takes it may be
 * the other's. Safe for any thread.
 */
final class Evidence {
    private final Map<Place, Claim> claims = new HashMap<>();

    private record Place(String server, Port port) {}

    private static final class Claim {
        private final String text;
        private final Runnable whenShared;

        /** Its owner knows that another has the same. */
        private boolean told;

        Claim(String text, Runnable whenShared) {
            this.text = text;
            this.whenShared = whenShared;
        }
    }

    /**
     * Whether no other server has given this text, in place of what this one gave before.
     *
     * @param whenShared called, once, if another gives it later; must return at once
     */
    boolean isOwn(String server, Port port, String text, Runnable whenShared) {
        synchronized (claims) {
            Claim own = new Claim(text, whenShared);
            claims.put(new Place(server, port), own);
            claims.forEach((place, other) -> {
                if (!place.server.equals(server) && other.text.equals(text)) {
                    own.told = true;
                    if (!other.told) {
                        other.told = true;
                        other.whenShared.run();
                    }
                }
            });
            return !own.told;
        }
    }
}
