package io.hansock.mysql;

import io.hansock.ConfigurationException;
import io.hansock.sql.AuthPlugin;
import io.hansock.sql.LoginSettings;
import java.security.PublicKey;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which plugins may prove a password, and how far they may go. The server asks for plugins by name, and may be an impostor.
 *
 * @param allowed those that may be used
 * @param privacy how well the connection keeps a secret
 * @param encrypted whether the connection is in TLS, which is what some plugins ask for
 * @param serverKey the server's RSA key, if it was configured
 * @param fetchesKey whether the server may be asked for its RSA key
 */
record AuthPolicy(
        Set<AuthPlugin> allowed,
        Privacy privacy,
        boolean encrypted,
        @Nullable PublicKey serverKey,
        boolean fetchesKey) {
    private static final int LONGEST_NAME = 64;

    AuthPolicy(LoginSettings login, Privacy privacy, boolean encrypted, @Nullable PublicKey serverKey) {
        this(login.plugins(), privacy, encrypted, serverKey, login.fetchesPublicKey());
    }

    /**
     * A run of the plugin that the server names, for a factor of the account, from 0.
     *
     * @throws ConfigurationException if Hansock does not have it or it is not allowed
     */
    Authenticator authenticator(String name, Passwords passwords, int factor) {
        AuthPlugin plugin = AuthPlugin.named(name)
                .orElseThrow(() -> new ConfigurationException("the account wants the authentication plugin "
                        + ServerText.printable(name, LONGEST_NAME) + ", which Hansock does not have; it has "
                        + names(Set.of(AuthPlugin.values()))));
        if (!allowed.contains(plugin)) {
            throw new ConfigurationException("the account wants the authentication plugin " + name
                    + ", which is not allowed here; allowed are " + names(allowed));
        }
        byte[] password = passwords.factor(factor);
        return switch (plugin) {
            case MYSQL_NATIVE_PASSWORD -> new NativePassword(password);
            case CACHING_SHA2_PASSWORD, SHA256_PASSWORD -> new Sha2Password(plugin, password, this);
            case CLIENT_ED25519 -> new Ed25519Password(password);
            case PARSEC -> new ParsecPassword(password);
            case MYSQL_CLEAR_PASSWORD -> new ClearPassword(password, privacy);
            case DIALOG -> new DialogPassword(passwords, privacy);
        };
    }

    /**
     * The plugin to begin with, before the server has said what the account wants. Best the one that the server offers: a wrong
     * guess costs a round trip.
     */
    AuthPlugin guess(String offered) {
        AuthPlugin wanted = AuthPlugin.named(offered).orElse(AuthPlugin.MYSQL_NATIVE_PASSWORD);
        if (answersScramble(wanted)) {
            return wanted;
        }
        return Stream.of(
                        AuthPlugin.MYSQL_NATIVE_PASSWORD,
                        AuthPlugin.CACHING_SHA2_PASSWORD,
                        AuthPlugin.CLIENT_ED25519,
                        AuthPlugin.PARSEC,
                        AuthPlugin.SHA256_PASSWORD)
                .filter(allowed::contains)
                .findFirst()
                // not the clear password, of which the server would take the empty answer for an answer
                .orElse(AuthPlugin.MYSQL_NATIVE_PASSWORD);
    }

    /** Whether the greeting's scramble is all that the plugin needs for a first answer, which then tells nothing of the password. */
    boolean answersScramble(AuthPlugin plugin) {
        return allowed.contains(plugin)
                && (plugin == AuthPlugin.MYSQL_NATIVE_PASSWORD || plugin == AuthPlugin.CACHING_SHA2_PASSWORD);
    }

    private static String names(Set<AuthPlugin> plugins) {
        return plugins.stream()
                .sorted(Comparator.naturalOrder())
                .map(AuthPlugin::pluginName)
                .collect(Collectors.joining(", "));
    }
}
