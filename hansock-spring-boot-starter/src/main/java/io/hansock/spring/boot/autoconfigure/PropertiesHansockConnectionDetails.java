package io.hansock.spring.boot.autoconfigure;

import io.hansock.ConfigurationException;
import io.hansock.ServerSettings;
import io.hansock.Writes;
import io.hansock.spring.boot.autoconfigure.HansockProperties.Server;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** The details that properties say. Immutable. */
public final class PropertiesHansockConnectionDetails implements HansockConnectionDetails {
    private final PropertyChecks checks;
    private final HansockProperties properties;

    /**
     * Creates one.
     *
     * @param prefix what the names of the properties begin with, for errors: {@code hansock}, or that of a further client
     * @param properties of that client
     */
    public PropertiesHansockConnectionDetails(String prefix, HansockProperties properties) {
        this.checks = new PropertyChecks(prefix);
        this.properties = properties;
    }

    @Override
    public List<ServerSettings> getServers() {
        return properties.servers().keySet().stream().map(this::server).toList();
    }

    @Override
    public @Nullable String getUsername() {
        return properties.username();
    }

    @Override
    public @Nullable String getPassword() {
        return properties.password();
    }

    @Override
    public @Nullable String getDatabase() {
        return properties.database();
    }

    private ServerSettings server(String name) {
        Given<String> host = given(name, "host", Server::host);
        if (host.value() == null) {
            throw checks.invalid(host.property(), null, "a server needs a host", null);
        }
        ServerSettings settings =
                checks.get(host.property(), host.value(), value -> ServerSettings.of(name, bare(value)));
        settings = number(settings, given(name, "port", Server::port), settings::sqlPort);
        settings = number(settings, given(name, "weight", Server::weight), settings::weight);
        settings = secret(given(name, "read-secret", Server::readSecret), settings::readSecret);
        settings = secret(given(name, "write-secret", Server::writeSecret), settings::writeSecret);
        settings = number(settings, given(name, "read-port", Server::readPort), settings::readPort);
        Given<Integer> writePort = given(name, "write-port", Server::writePort);
        if (writePort.value() == null && properties.writes() == Writes.HANDLERSOCKET && properties.username() == null) {
            throw checks.invalid(
                    checks.name("writes"), properties.writes(), "such writes need " + writePort.property(), null);
        }
        return number(settings, writePort, settings::writePort);
    }

    /** What is written so elsewhere would be looked up as a name, and never be found. */
    private static String bare(String host) {
        if (host.contains("://")) {
            throw new ConfigurationException("it is a URL; only its host belongs here");
        }
        if (host.startsWith("[")) {
            throw new ConfigurationException("an IPv6 address has no brackets here");
        }
        if (host.indexOf(':') >= 0 && host.indexOf(':') == host.lastIndexOf(':')) {
            throw new ConfigurationException("a port is no part of the host; set the property 'port'");
        }
        return host;
    }

    /** What a server has of its own, else what all have; and which property says so. */
    private <T> Given<T> given(String server, String property, Function<Server, @Nullable T> getter) {
        Server own = properties.servers().get(server);
        T value = own == null ? null : getter.apply(own);
        T ofAll = value == null ? getter.apply(properties.serverDefaults()) : null;
        return ofAll == null
                ? new Given<>(checks.name("servers", server).append(property), value)
                : new Given<>(checks.name("server-defaults." + property), ofAll);
    }

    private record Given<T>(
            ConfigurationPropertyName property, @Nullable T value) {}

    private ServerSettings number(
            ServerSettings settings, Given<Integer> given, Function<Integer, ServerSettings> setter) {
        return given.value() == null ? settings : checks.get(given.property(), given.value(), setter);
    }

    private ServerSettings secret(Given<String> given, Function<@Nullable String, ServerSettings> setter) {
        return checks.secret(given.property(), given.value(), setter);
    }
}
