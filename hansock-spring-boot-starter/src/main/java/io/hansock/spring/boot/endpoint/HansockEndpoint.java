package io.hansock.spring.boot.endpoint;

import io.hansock.Hansock;
import io.hansock.Release;
import io.hansock.ring.Ring;
import io.hansock.spring.boot.autoconfigure.HansockClients;
import io.hansock.value.CanonicalKey;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
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

    /** By client, in this object's lock. */
    private final Map<String, Release> releases = new HashMap<>();

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
        clients.all().forEach((name, client) -> descriptors.put(name, ClientDescriptor.of(client, isReleased(name))));
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
     * Keeps all clients of the servers off HandlerSocket, or lets them return.
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
            case "release" -> release(name, hansock);
            case "resume" -> resume(name);
            default -> throw new InvalidEndpointRequestException("there is no such action", "actions: release, resume");
        }
        return ClientDescriptor.of(hansock, isReleased(name));
    }

    private synchronized void release(String name, Hansock hansock) {
        if (!releases.containsKey(name)) {
            releases.put(name, hansock.release(PATIENCE));
        }
    }

    private synchronized void resume(String name) {
        Release release = releases.remove(name);
        if (release != null) {
            release.close();
        }
    }

    private synchronized boolean isReleased(String name) {
        return releases.containsKey(name);
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
    public synchronized void close() {
        releases.values().forEach(Release::close);
        releases.clear();
    }
}
