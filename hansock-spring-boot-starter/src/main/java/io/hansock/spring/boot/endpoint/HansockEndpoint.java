package io.hansock.spring.boot.endpoint;

import io.hansock.ConfigurationException;
import io.hansock.DeadlineException;
import io.hansock.Hansock;
import io.hansock.Release;
import io.hansock.ring.Ring;
import io.hansock.spring.boot.autoconfigure.HansockClients;
import io.hansock.value.CanonicalKey;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * The clients and their servers: how these are, what they have said of themselves, what they own of the ring, which indexes are open.
 * Read-only unless {@code management.endpoint.hansock.access=unrestricted}: then it also tells whose a key is, and has all clients of the
 * servers leave HandlerSocket while tables are changed. Safe for any thread.
 */
@Endpoint(id = "hansock", defaultAccess = Access.READ_ONLY)
public final class HansockEndpoint implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HansockClients clients;

    /** What this instance of the application holds, by client; changed in the client's turn alone. */
    private final Map<String, Release> releases = new ConcurrentHashMap<>();

    /** By client. A release takes its time, in which the endpoint still shows what there is. */
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();

    private volatile boolean closed;

    /**
     * Creates one.
     *
     * @param clients what it shows
     */
    public HansockEndpoint(HansockClients clients) {
        this.clients = clients;
    }

    /**
     * What is shown of all clients.
     *
     * @param clients by name
     */
    public record Descriptor(Map<String, ClientDescriptor> clients) {}

    /**
     * Whose a key is.
     *
     * @param server the server's name
     * @param hash where the key lies on the ring, from 0 to 2³²-1
     */
    public record Owner(String server, long hash) {}

    /** {@return all clients and their servers} */
    @ReadOperation
    public Descriptor hansock() {
        Map<String, ClientDescriptor> descriptors = new TreeMap<>();
        clients.all().forEach((name, client) -> descriptors.put(name, ClientDescriptor.of(client, releases.get(name))));
        return new Descriptor(descriptors);
    }

    /**
     * {@return which server has the rows of a key; it is in the body of the request and so in no log of URLs}
     *
     * @param key the value of the shard column, or what an encoder of the application's would make of several
     * @param type {@code text} by default; {@code integer} and {@code uuid} for columns of these types
     * @param client which client; needed only where there are several
     */
    @WriteOperation
    public Owner owner(String key, @Nullable String type, @Nullable String client) {
        Hansock hansock = client(client);
        byte[] bytes = bytes(key, type == null ? "text" : type);
        return new Owner(hansock.servers().get(hansock.ring().locate(bytes)).name(), Ring.hash(bytes));
    }

    /**
     * Keeps all clients of the servers off HandlerSocket, those of other applications too, or lets them return. The release is this
     * instance's: it ends with it, and no other instance can resume.
     *
     * @param action {@code release} or {@code resume}
     * @param client which client's servers; needed only where there are several
     * @return the client as it is then
     */
    @WriteOperation
    public ClientDescriptor act(@Selector String action, @Nullable String client) {
        String name = name(client);
        Hansock hansock = client(client);
        switch (action) {
            case "release" -> inTurn(name, () -> release(name, hansock));
            case "resume" -> inTurn(name, () -> resume(name));
            default -> throw new InvalidEndpointRequestException("there is no such action", "actions: release, resume");
        }
        return ClientDescriptor.of(hansock, releases.get(name));
    }

    private void inTurn(String name, Runnable step) {
        ReentrantLock turn = turns.computeIfAbsent(name, any -> new ReentrantLock());
        turn.lock();
        try {
            step.run();
        } finally {
            turn.unlock();
        }
    }

    private void release(String name, Hansock hansock) {
        Release present = releases.get(name);
        if (closed || (present != null && present.isHeld())) {
            return;
        }
        end(name);
        try {
            releases.put(name, hansock.release(PATIENCE));
        } catch (ConfigurationException | DeadlineException e) {
            // what the asker can do something about; the rest are faults of servers
            String why = String.valueOf(e.getMessage());
            throw new InvalidEndpointRequestException("there is no release to be had: " + why, why, e);
        }
    }

    private void resume(String name) {
        if (!end(name)) {
            throw new InvalidEndpointRequestException(
                    "this instance has released nothing", "resume at the instance that was asked to release");
        }
    }

    /** Lets the clients of its servers return; false if this instance does not keep them off. In the client's turn. */
    private boolean end(String name) {
        Release release = releases.remove(name);
        if (release == null) {
            return false;
        }
        release.close();
        return true;
    }

    private String name(@Nullable String client) {
        Map<String, Hansock> all = clients.all();
        if (client == null) {
            if (all.size() == 1) {
                return all.keySet().iterator().next();
            }
            throw new InvalidEndpointRequestException("there are several clients", "client is needed: " + all.keySet());
        }
        if (!all.containsKey(client)) {
            throw new InvalidEndpointRequestException("there is no such client", "clients: " + all.keySet());
        }
        return client;
    }

    private Hansock client(@Nullable String client) {
        return clients.get(name(client));
    }

    private static byte[] bytes(String key, String type) {
        try {
            return switch (type) {
                case "text" -> CanonicalKey.of(List.of(key));
                case "integer" -> CanonicalKey.of(List.of(new BigInteger(key.trim())));
                case "uuid" -> CanonicalKey.of(List.of(UUID.fromString(key.trim())));
                default ->
                    throw new InvalidEndpointRequestException(
                            "there is no such type of key", "types: text, integer, uuid");
            };
        } catch (IllegalArgumentException e) {
            throw new InvalidEndpointRequestException("the key is not of that type", "the key is no " + type);
        }
    }

    /** Lets clients return that were kept off. */
    @Override
    public void close() {
        closed = true;
        turns.keySet().forEach(name -> inTurn(name, () -> end(name)));
    }
}
