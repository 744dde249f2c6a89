package io.hansock.spring.boot.autoconfigure;

import io.hansock.ConfigurationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** Hands properties to what checks them, and reports what that refuses as the fault of the property. Immutable. */
final class PropertyChecks {
    private final ConfigurationPropertyName prefix;

    PropertyChecks(String prefix) {
        this.prefix = ConfigurationPropertyName.of(prefix);
    }

    ConfigurationPropertyName name(String property) {
        return prefix.append(property);
    }

    /** Keys with dots or capitals stand in brackets. */
    ConfigurationPropertyName name(String map, String key) {
        String element = ConfigurationPropertyName.isValid(key) && key.indexOf('.') < 0 ? key : "[" + key + "]";
        return prefix.append(map).append(element);
    }

    <V, R> void set(String property, V value, Function<V, R> setter) {
        R unused = get(name(property), value, setter);
    }

    <V, R> void setIfGiven(String property, @Nullable V value, Function<V, R> setter) {
        if (value != null) {
            set(property, value, setter);
        }
    }

    <V, R> R get(ConfigurationPropertyName property, V value, Function<V, R> setter) {
        try {
            return setter.apply(value);
        } catch (ConfigurationException e) {
            throw invalid(property, value, e.getMessage(), e);
        }
    }

    /** Boot's own exception is no good for these: its failure analysis prints the value. */
    <R> R secret(ConfigurationPropertyName property, @Nullable String value, Function<@Nullable String, R> setter) {
        try {
            return setter.apply(value);
        } catch (ConfigurationException e) {
            throw new ConfigurationException(e.server(), property + ": " + e.getMessage());
        }
    }

    /** The bundle that {@code ssl.bundle} names; null if it names none. */
    @Nullable
    SslBundle bundle(HansockProperties properties, @Nullable SslBundles bundles) {
        String name = properties.ssl().bundle();
        return name == null ? null : get(name("ssl.bundle"), name, given -> bundle(given, bundles));
    }

    private static SslBundle bundle(String name, @Nullable SslBundles bundles) {
        if (bundles == null) {
            throw new ConfigurationException("there are no SSL bundles");
        }
        try {
            return bundles.getBundle(name);
        } catch (NoSuchSslBundleException e) {
            throw new ConfigurationException("there is no SSL bundle of that name");
        }
    }

    InvalidConfigurationPropertyValueException invalid(
            ConfigurationPropertyName property,
            @Nullable Object value,
            @Nullable String reason,
            @Nullable Throwable cause) {
        return new InvalidConfigurationPropertyValueException(property.toString(), value, reason, cause);
    }
}
