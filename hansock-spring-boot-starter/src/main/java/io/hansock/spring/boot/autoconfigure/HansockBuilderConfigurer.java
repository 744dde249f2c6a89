package io.hansock.spring.boot.autoconfigure;

import io.hansock.ConfigurationException;
import io.hansock.HansockBuilder;
import io.hansock.ServerSettings;
import io.hansock.Writes;
import io.hansock.spring.boot.autoconfigure.HansockProperties.Server;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/** Carries the properties over to a builder. What that refuses is reported as the fault of the property. */
final class HansockBuilderConfigurer {
    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("hansock");

    private final HansockProperties properties;

    HansockBuilderConfigurer(HansockProperties properties) {
        this.properties = properties;
    }

    HansockBuilder configure(HansockBuilder builder) {
        properties.servers().forEach((name, server) -> builder.server(settings(name, server)));
        if (properties.database() != null) {
            set("database", properties.database(), builder::database);
        }
        set("request-timeout", properties.requestTimeout(), builder::requestTimeout);
        set("connect-timeout", properties.connectTimeout(), builder::connectTimeout);
        set("channels-per-port", properties.channelsPerPort(), builder::channelsPerPort);
        set("max-pending", properties.maxPending(), builder::maxPending);
        set("max-reply-size", properties.maxReplySize(), size -> builder.maxReplyBytes(bytes(size)));
        set("idle-timeout", properties.idleTimeout(), builder::idleTimeout);
        set("max-keys", properties.maxKeys(), builder::maxKeys);
        return builder.queueFull(properties.queueFull())
                .writes(properties.writes())
                .ringLabels(properties.ringLabels());
    }

    private ServerSettings settings(String name, Server server) {
        ConfigurationPropertyName own = PREFIX.append("servers").append(element(name));
        String host = server.host();
        if (host == null) {
            throw invalid(own.append("host"), null, "a server needs a host", null);
        }
        ServerSettings settings = set(own.append("host"), host, value -> ServerSettings.of(name, value));
        settings = set(own.append("read-port"), server.readPort(), settings::readPort);
        settings = set(own.append("weight"), server.weight(), settings::weight);
        settings = secret(own.append("read-secret"), server.readSecret(), settings::readSecret);
        settings = secret(own.append("write-secret"), server.writeSecret(), settings::writeSecret);
        Integer writePort = server.writePort();
        if (writePort != null) {
            return set(own.append("write-port"), writePort, settings::writePort);
        }
        if (properties.writes() == Writes.HANDLERSOCKET) {
            throw invalid(
                    PREFIX.append("writes"), properties.writes(), "such writes need " + own.append("write-port"), null);
        }
        return settings;
    }

    /** Names with dots or capitals stand in brackets, as they have to in the configuration. */
    private static String element(String name) {
        return ConfigurationPropertyName.isValid(name) && name.indexOf('.') < 0 ? name : "[" + name + "]";
    }

    private static int bytes(DataSize size) {
        if (size.toBytes() > Integer.MAX_VALUE) {
            throw new ConfigurationException("the max reply size must be less than 2GB");
        }
        return (int) size.toBytes();
    }

    private static <V, R> void set(String property, V value, Function<V, R> setter) {
        set(PREFIX.append(property), value, setter);
    }

    private static <V, R> R set(ConfigurationPropertyName property, V value, Function<V, R> setter) {
        try {
            return setter.apply(value);
        } catch (ConfigurationException e) {
            throw invalid(property, value, e.getMessage(), e);
        }
    }

    /** Boot's own exception is no good for these: its failure analysis prints the value. */
    private static ServerSettings secret(
            ConfigurationPropertyName property,
            @Nullable String value,
            Function<@Nullable String, ServerSettings> setter) {
        try {
            return setter.apply(value);
        } catch (ConfigurationException e) {
            throw new ConfigurationException(e.server(), property + ": " + e.getMessage());
        }
    }

    private static InvalidConfigurationPropertyValueException invalid(
            ConfigurationPropertyName property,
            @Nullable Object value,
            @Nullable String reason,
            @Nullable Throwable cause) {
        return new InvalidConfigurationPropertyValueException(property.toString(), value, reason, cause);
    }
}
