package io.hansock.spring.boot.autoconfigure;

import io.hansock.ConfigurationException;
import io.hansock.HandlerSocketSettings;
import io.hansock.HansockBuilder;
import io.hansock.ServerSettings;
import io.hansock.Writes;
import io.hansock.spring.boot.autoconfigure.HansockProperties.Acceptance;
import io.hansock.spring.boot.autoconfigure.HansockProperties.HandlerSocket;
import io.hansock.spring.boot.autoconfigure.HansockProperties.Server;
import io.hansock.spring.boot.autoconfigure.HansockProperties.Tls;
import io.hansock.sql.TlsMode;
import io.hansock.sql.TlsSettings;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.unit.DataSize;

/** Carries the properties over to a builder. What that refuses is reported as the fault of the property. */
final class HansockBuilderConfigurer {
    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("hansock");

    private final HansockProperties properties;
    private final @Nullable SslBundles bundles;

    HansockBuilderConfigurer(HansockProperties properties, @Nullable SslBundles bundles) {
        this.properties = properties;
        this.bundles = bundles;
    }

    HansockBuilder configure(HansockBuilder builder) {
        properties.servers().forEach((name, server) -> builder.server(settings(name, server)));
        setIfGiven("database", properties.database(), builder::database);
        setIfGiven("username", properties.username(), builder::user);
        if (properties.password() != null) {
            builder.password(properties.password());
        }
        configure(properties.tls(), builder);
        configure(properties.handlersocket(), builder);
        set("request-timeout", properties.requestTimeout(), builder::requestTimeout);
        set("connect-timeout", properties.connectTimeout(), builder::connectTimeout);
        set("channels-per-port", properties.channelsPerPort(), builder::channelsPerPort);
        set("sql-channels", properties.sqlChannels(), builder::sqlChannels);
        set("sql-sessions", properties.sqlSessions(), builder::sqlSessions);
        set("max-pending", properties.maxPending(), builder::maxPending);
        set("max-reply-size", properties.maxReplySize(), size -> builder.maxReplyBytes(bytes(size)));
        set("idle-timeout", properties.idleTimeout(), builder::idleTimeout);
        set("max-keys", properties.maxKeys(), builder::maxKeys);
        setIfGiven("writes", properties.writes(), builder::writes);
        return builder.queueFull(properties.queueFull())
                .guard(properties.guard())
                .failover(properties.failover())
                .ringLabels(properties.ringLabels());
    }

    private void configure(Tls tls, HansockBuilder builder) {
        String bundle = tls.bundle();
        TlsMode mode = tls.mode();
        if (bundle != null) {
            TlsSettings settings = TlsSettings.of(mode == null ? TlsMode.VERIFY_IDENTITY : mode);
            TlsSettings bundled = set(PREFIX.append("tls.bundle"), bundle, name -> settings.context(context(name)));
            builder.tls(bundled);
        } else if (mode != null) {
            builder.tls(mode);
        }
    }

    private SSLContext context(String bundle) {
        if (bundles == null) {
            throw new ConfigurationException("there are no SSL bundles");
        }
        try {
            return bundles.getBundle(bundle).createSslContext();
        } catch (NoSuchSslBundleException e) {
            throw new ConfigurationException("there is no SSL bundle of that name");
        }
    }

    /** What is said of it is for a client that logs in; defaults are to say nothing. */
    private static void configure(HandlerSocket use, HansockBuilder builder) {
        HandlerSocketSettings settings = HandlerSocketSettings.DEFAULT;
        if (!use.enabled()) {
            settings = settings.off();
        }
        if (use.plaintext() == Acceptance.ACCEPTED) {
            settings = settings.acceptPlaintext();
        }
        if (use.unreplicatedWrites() == Acceptance.ACCEPTED) {
            settings = settings.acceptUnreplicatedWrites();
        }
        if (use.tokenTable() != null) {
            settings = set(PREFIX.append("handlersocket.token-table"), use.tokenTable(), settings::tokenTable);
        }
        builder.handlerSocket(settings);
    }

    private ServerSettings settings(String name, Server server) {
        ConfigurationPropertyName own = PREFIX.append("servers").append(element(name));
        String host = server.host();
        if (host == null) {
            throw invalid(own.append("host"), null, "a server needs a host", null);
        }
        ServerSettings settings = set(own.append("host"), host, value -> ServerSettings.of(name, value));
        settings = set(own.append("port"), server.port(), settings::sqlPort);
        settings = set(own.append("weight"), server.weight(), settings::weight);
        settings = secret(own.append("read-secret"), server.readSecret(), settings::readSecret);
        settings = secret(own.append("write-secret"), server.writeSecret(), settings::writeSecret);
        Integer readPort = server.readPort();
        if (readPort != null) {
            settings = set(own.append("read-port"), readPort, settings::readPort);
        }
        Integer writePort = server.writePort();
        if (writePort != null) {
            return set(own.append("write-port"), writePort, settings::writePort);
        }
        if (properties.writes() == Writes.HANDLERSOCKET && properties.username() == null) {
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

    private static <V> void setIfGiven(String property, @Nullable V value, Function<V, HansockBuilder> setter) {
        if (value != null) {
            set(property, value, setter);
        }
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
