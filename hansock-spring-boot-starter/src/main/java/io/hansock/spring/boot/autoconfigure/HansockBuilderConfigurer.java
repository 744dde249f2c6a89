package io.hansock.spring.boot.autoconfigure;

import io.hansock.ConfigurationException;
import io.hansock.HandlerSocketSettings;
import io.hansock.HansockBuilder;
import io.hansock.ServerSettings;
import io.hansock.Writes;
import io.hansock.ring.Labelling;
import io.hansock.spring.boot.autoconfigure.HansockProperties.Acceptance;
import io.hansock.spring.boot.autoconfigure.HansockProperties.HandlerSocket;
import io.hansock.spring.boot.autoconfigure.HansockProperties.Login;
import io.hansock.sql.LoginSettings;
import io.hansock.sql.TlsMode;
import io.hansock.sql.TlsSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.unit.DataSize;

/** Carries details and properties over to a builder. What that refuses is reported as the fault of the property. */
final class HansockBuilderConfigurer {
    private static final Duration DAY = Duration.ofDays(1);

    private final HansockProperties properties;
    private final HansockConnectionDetails details;
    private final @Nullable SslBundles bundles;
    private final PropertyChecks checks;

    HansockBuilderConfigurer(
            String prefix,
            HansockProperties properties,
            HansockConnectionDetails details,
            @Nullable SslBundles bundles) {
        this.properties = properties;
        this.details = details;
        this.bundles = bundles;
        this.checks = new PropertyChecks(prefix);
    }

    void configure(HansockBuilder builder) {
        details.getServers().forEach(builder::server);
        String database = details.getDatabase() == null ? properties.database() : details.getDatabase();
        checks.setIfGiven("database", database, builder::database);
        checks.setIfGiven("username", details.getUsername(), builder::user);
        if (details.getPassword() != null) {
            builder.password(details.getPassword());
        }
        login(properties.login(), builder);
        builder.handlerSocket(settings(properties.handlersocket()));
        checks.set("request-timeout", properties.requestTimeout(), builder::requestTimeout);
        checks.set("connect-timeout", properties.connectTimeout(), builder::connectTimeout);
        checks.setIfGiven("min-channels-per-port", properties.minChannelsPerPort(), builder::minChannelsPerPort);
        checks.set("channels-per-port", properties.channelsPerPort(), builder::channelsPerPort);
        checks.setIfGiven("min-sql-channels", properties.minSqlChannels(), builder::minSqlChannels);
        checks.set("sql-channels", properties.sqlChannels(), builder::sqlChannels);
        checks.set("sql-sessions", properties.sqlSessions(), builder::sqlSessions);
        checks.set("max-pending", properties.maxPending(), builder::maxPending);
        checks.set("max-reply-size", properties.maxReplySize(), size -> builder.maxReplyBytes(bytes(size)));
        checks.set("idle-timeout", properties.idleTimeout(), builder::idleTimeout);
        checks.set("max-keys", properties.maxKeys(), builder::maxKeys);
        checks.set("startup-timeout", properties.startupTimeout(), HansockBuilderConfigurer::positive);
        checks.set("shutdown-timeout", properties.shutdownTimeout(), HansockBuilderConfigurer::notNegative);
        checks.setIfGiven("writes", properties.writes(), builder::writes);
        builder.queueFull(properties.queueFull())
                .guard(properties.guard())
                .failover(properties.failover())
                .ringLabels(properties.ringLabels());
        encrypt(builder);
    }

    /** What the builder refuses of all settings together, as the fault of the property to be changed, if one can be told. */
    RuntimeException blamed(ConfigurationException refused) {
        boolean speaksSql = details.getUsername() != null;
        if (!speaksSql && properties.writes() == Writes.SQL) {
            return checks.invalid(checks.name("writes"), properties.writes(), refused.getMessage(), refused);
        }
        if (!speaksSql && isForALogin()) {
            return checks.invalid(checks.name("username"), null, refused.getMessage(), refused);
        }
        if (isMore(properties.minChannelsPerPort(), properties.channelsPerPort())) {
            return tooMany("min-channels-per-port", properties.minChannelsPerPort(), "channels-per-port", refused);
        }
        if (isMore(properties.minSqlChannels(), properties.sqlChannels())) {
            return tooMany("min-sql-channels", properties.minSqlChannels(), "sql-channels", refused);
        }
        Path key = properties.login().serverPublicKey();
        if (key != null && String.valueOf(refused.getMessage()).contains(key.toString())) {
            return checks.invalid(checks.name("login.server-public-key"), key, refused.getMessage(), refused);
        }
        if (properties.ringLabels() == Labelling.HOST_PORT) {
            return checks.invalid(checks.name("ring-labels"), properties.ringLabels(), refused.getMessage(), refused);
        }
        return refused;
    }

    private static boolean isMore(@Nullable Integer least, int most) {
        return least != null && least > most;
    }

    private RuntimeException tooMany(
            String property, @Nullable Integer value, String bound, ConfigurationException refused) {
        return checks.invalid(
                checks.name(property), value, refused.getMessage() + "; raise " + checks.name(bound), refused);
    }

    private boolean isForALogin() {
        return details.getPassword() != null
                || properties.login().isGiven()
                || details.getSslBundle() != null
                || properties.ssl().bundle() != null
                || properties.ssl().mode() != null
                || !settings(properties.handlersocket()).equals(HandlerSocketSettings.DEFAULT)
                || details.getServers().stream()
                        .anyMatch(server -> server.sqlPort() != ServerSettings.DEFAULT_SQL_PORT);
    }

    private void login(Login login, HansockBuilder builder) {
        checks.setIfGiven(
                "login.plugins", login.plugins(), allowed -> builder.login(settings -> settings.plugins(allowed)));
        checks.setIfGiven(
                "login.server-public-key",
                login.serverPublicKey(),
                file -> builder.login(settings -> settings.serverPublicKey(readable(file))));
        if (login.fetchPublicKey()) {
            builder.login(LoginSettings::fetchPublicKey);
        }
    }

    private void encrypt(HansockBuilder builder) {
        SslBundle own = details.getSslBundle();
        SslBundle bundle = own == null ? checks.bundle(properties, bundles) : own;
        TlsMode mode = properties.ssl().mode();
        if (bundle == null) {
            if (mode != null) {
                builder.tls(mode);
            }
            return;
        }
        ReloadingSslContext context = ReloadingSslContext.of(bundle);
        if (own == null) {
            reloadOnChange(context);
        }
        builder.tls(
                TlsSettings.of(mode == null ? TlsMode.VERIFY_IDENTITY : mode).context(context));
    }

    /** What details of the application's own are encrypted by is theirs to replace. */
    private void reloadOnChange(ReloadingSslContext context) {
        String name = properties.ssl().bundle();
        if (name != null && bundles != null) {
            bundles.addBundleUpdateHandler(name, context::reload);
        }
    }

    /** What is said of it is for a client that logs in; defaults are to say nothing. */
    private HandlerSocketSettings settings(HandlerSocket use) {
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
        String table = use.tokenTable();
        return table == null
                ? settings
                : checks.get(checks.name("handlersocket.token-table"), table, settings::tokenTable);
    }

    private static Path readable(Path file) {
        if (!Files.isReadable(file)) {
            throw new ConfigurationException("the file cannot be read");
        }
        return file;
    }

    private static Duration positive(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative() || timeout.compareTo(DAY) > 0) {
            throw new ConfigurationException("the timeout must be more than zero, and at most a day");
        }
        return timeout;
    }

    private static Duration notNegative(Duration timeout) {
        return timeout.isZero() ? timeout : positive(timeout);
    }

    private static int bytes(DataSize size) {
        if (size.toBytes() > Integer.MAX_VALUE) {
            throw new ConfigurationException("the max reply size must be less than 2GB");
        }
        return (int) Math.max(0, size.toBytes());
    }
}
