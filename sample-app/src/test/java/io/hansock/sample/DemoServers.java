package io.hansock.sample;

import io.hansock.testing.MariaDbServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;

/**
 * Three MariaDB servers with the sample's table, each with HandlerSocket secrets that it made up itself. They end with this JVM,
 * however it ends. One thread at a time may kill and restart.
 */
final class DemoServers implements AutoCloseable {
    private final List<MariaDbServer> servers;

    private DemoServers(List<MariaDbServer> servers) {
        this.servers = servers;
    }

    static DemoServers start() {
        List<MariaDbServer> servers = Stream.of("alpha", "beta", "gamma")
                .map(name -> MariaDbServer.builder().name(name).randomSecrets().start())
                .toList();
        String schema = schema();
        servers.forEach(server -> server.sql(schema));
        return new DemoServers(servers);
    }

    private static String schema() {
        try {
            return new ClassPathResource("schema.sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<MariaDbServer> all() {
        return servers;
    }

    MariaDbServer named(String name) {
        return servers.stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What the application needs to know of them. They have no accounts: any user will do. */
    Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("hansock.username", "unicode");
        for (MariaDbServer server : servers) {
            String prefix = "hansock.servers." + server.name() + ".";
            properties.put(prefix + "host", server.host());
            properties.put(prefix + "port", server.sqlPort());
        }
        return properties;
    }

    @Override
    public void close() {
        servers.forEach(MariaDbServer::close);
    }
}
