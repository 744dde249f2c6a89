package io.hansock.spring.boot.endpoint;

import io.hansock.Hansock;
import io.hansock.Release;
import io.hansock.ServerFacts;
import io.hansock.ServerLoad;
import io.hansock.ServerSettings;
import io.hansock.ServerState;
import io.hansock.ring.Share;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client, as operators see it. Holds no secret, no password, no key and no value.
 *
 * @param servers its servers, in the order of the ring
 * @param released whether this instance of the application keeps all clients off HandlerSocket; whoever does, the servers' {@code reads}
 *     have the state {@code OFF} and the reason "tables are being changed"
 * @param releaseLost whether it has kept them off, and a server has let them return although nobody has asked for that
 */
public record ClientDescriptor(List<Server> servers, boolean released, boolean releaseLost) {
    /**
     * Copies the list.
     *
     * @param servers its servers
     * @param released whether it keeps all off HandlerSocket
     * @param releaseLost whether it does so no more although it should
     */
    public ClientDescriptor {
        servers = List.copyOf(servers);
    }

    /**
     * One server.
     *
     * @param name the configured name
     * @param host the configured host
     * @param sql the way over SQL
     * @param reads the way over HandlerSocket's read port
     * @param writes the way over HandlerSocket's write port
     * @param facts what the server has said of itself, if it has
     * @param ring what it owns
     */
    public record Server(
            String name,
            String host,
            Wire sql,
            Wire reads,
            Wire writes,
            @Nullable Facts facts,
            Part ring) {}

    /**
     * One way to a server.
     *
     * @param state what is known of it
     * @param port where it listens, if that is known
     * @param reason why it is as it is, if it is not up
     * @param nextTryMillis how long until it is tried again, if it is down
     * @param channels how many connections there are
     * @param queued how many commands wait to be sent
     * @param inFlight how many commands were sent and are not answered yet
     * @param openIndexes the indexes that these connections have open
     */
    public record Wire(
            ServerState.Condition state,
            @Nullable Integer port,
            @Nullable String reason,
            @Nullable Long nextTryMillis,
            int channels,
            int queued,
            int inFlight,
            List<String> openIndexes) {
        /**
         * Copies the list.
         *
         * @param state what is known of it
         * @param port where it listens
         * @param reason why it is as it is
         * @param nextTryMillis how long until the next try
         * @param channels how many connections there are
         * @param queued how many commands wait to be sent
         * @param inFlight how many commands wait for an answer
         * @param openIndexes what is open
         */
        public Wire {
            openIndexes = List.copyOf(openIndexes);
        }

        private static Wire of(ServerState.Wire state, ServerLoad.Wire load) {
            return new Wire(
                    state.condition(),
                    state.port().isPresent() ? state.port().getAsInt() : null,
                    state.reason().isEmpty() ? null : state.reason(),
                    state.nextTry().map(Duration::toMillis).orElse(null),
                    load.channels(),
                    load.queued(),
                    load.inFlight(),
                    load.openIndexes());
        }
    }

    /**
     * What a server has said of itself.
     *
     * @param mariaDb whether it is a MariaDB rather than a MySQL
     * @param version its own words
     * @param binaryLog whether it keeps a binary log
     * @param galera whether it is a node of a Galera cluster
     * @param readOnly whether it takes no writes
     * @param writePort whether its HandlerSocket takes writes, whoever sends them
     * @param zone the offset of its time zone, if that is fixed
     */
    public record Facts(
            boolean mariaDb,
            String version,
            boolean binaryLog,
            boolean galera,
            boolean readOnly,
            boolean writePort,
            @Nullable String zone) {
        private static Facts of(ServerFacts facts) {
            return new Facts(
                    facts.mariaDb(),
                    facts.version(),
                    facts.binaryLog(),
                    facts.galera(),
                    facts.readOnly(),
                    facts.writePort(),
                    facts.zone().map(ZoneOffset::getId).orElse(null));
        }
    }

    /**
     * What a server owns of the ring.
     *
     * @param label what it is called there
     * @param weight its weight
     * @param points how many points are its own
     * @param share the part of all hashes, from 0 to 1
     */
    public record Part(String label, int weight, int points, double share) {}

    static ClientDescriptor of(Hansock client, @Nullable Release release) {
        List<ServerSettings> settings = client.servers();
        List<ServerState> states = client.states();
        List<ServerLoad> loads = client.loads();
        List<Share> shares = client.ring().shares();
        List<Server> servers = new ArrayList<>();
        for (int i = 0; i < settings.size(); i++) {
            ServerState state = states.get(i);
            ServerLoad load = loads.get(i);
            Share share = shares.get(i);
            servers.add(new Server(
                    state.name(),
                    state.host(),
                    Wire.of(state.sql(), load.sql()),
                    Wire.of(state.reads(), load.reads()),
                    Wire.of(state.writes(), load.writes()),
                    state.facts().map(Facts::of).orElse(null),
                    new Part(share.node().label(), settings.get(i).weight(), share.points(), share.fraction())));
        }
        boolean held = release != null && release.isHeld();
        return new ClientDescriptor(servers, held, release != null && !held);
    }
}
