package io.hansock.spring.boot.autoconfigure;

import io.hansock.ConfigurationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Hands properties to what checks them, and reports what that refuses as the fault of the property. Immutable. */
final class PropertyChecks {
    private final ConfigurationPropertyName prefix;

    PropertyChecks(String prefix) {
        this.prefix = ConfigurationPropertyName.of(prefix);
    }

    ConfigurationPropertyName name(String property) {
        return prefix.append(property);
    }

    /** Names with dots or capitals stand in brackets, as they have to in the configuration. */
    ConfigurationPropertyName name(String map, String key, String property) {
        String element = ConfigurationPropertyName.isValid(key) && key.indexOf('.') < 0 ? key : "[" + key + "]";
        return prefix.append(map).append(element).append(property);
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

    InvalidConfigurationPropertyValueException invalid(
            ConfigurationPropertyName property,
            @Nullable Object value,
            @Nullable String reason,
            @Nullable Throwable cause) {
        return new InvalidConfigurationPropertyValueException(property.toString(), value, reason, cause);
    }
}
