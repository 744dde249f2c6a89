package io.hansock.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hansock.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Who logs in, and what is told and asked for at the login. Immutable: each method returns a changed copy. No password shows in
 * {@link #toString}.
 *
 * <pre>{@code
 * LoginSettings.user("app").password(secrets::databasePassword).database("shop")
 * }</pre>
 */
public final class LoginSettings {
    private static final Set<Capability> REQUESTABLE = EnumSet.of(
            Capability.FOUND_ROWS, Capability.INTERACTIVE, Capability.IGNORE_SPACE, Capability.MULTI_STATEMENTS);
    private static final int MOST_FACTORS = 3;

    private final Account account;
    private final Proof proof;
    private final Extras extras;

    /** Who logs in to what. */
    private record Account(String user, List<Supplier<char[]>> passwords, Optional<String> database) {}

    /** How the password may be proved. */
    private record Proof(Set<AuthPlugin> plugins, Optional<Path> serverPublicKey, boolean fetchesPublicKey) {}

    /** What is told and asked for beside. */
    private record Extras(Map<String, String> attributes, Capabilities capabilities) {}

    private LoginSettings(Account account, Proof proof, Extras extras) {
        this.account = account;
        this.proof = proof;
        this.extras = extras;
    }

    /**
     * Settings with no password, no database, every plugin but those that send the password as it is
     * ({@link AuthPlugin#MYSQL_CLEAR_PASSWORD}, {@link AuthPlugin#DIALOG}), and nothing asked for.
     *
     * @param user the account's name, without a host
     * @return the settings
     */
    public static LoginSettings user(String user) {
        requireName("the user", user);
        return new LoginSettings(
                new Account(user, List.of(), Optional.empty()),
                new Proof(
                        Set.copyOf(
                                EnumSet.complementOf(EnumSet.of(AuthPlugin.MYSQL_CLEAR_PASSWORD, AuthPlugin.DIALOG))),
                        Optional.empty(),
                        false),
                new Extras(Map.of(), Capabilities.NONE));
    }

    /**
     * Sets the account's name, and keeps all else.
     *
     * @param user without a host
     * @return a changed copy
     */
    public LoginSettings as(String user) {
        requireName("the user", user);
        return new LoginSettings(new Account(user, account.passwords, account.database), proof, extras);
    }

    /**
     * Sets the password.
     *
     * @param password kept as long as the settings are; empty for an account without one
     * @return a changed copy
     */
    public LoginSettings password(String password) {
        Objects.requireNonNull(password);
        return password(password::toCharArray);
    }

    /**
     * Sets the password, in place of any factors set before.
     *
     * @param password asked for at each login, before it begins, in the thread that waits for the connection, or else on the callback
     *     executor; answers a new array each time, which is wiped after the login
     * @return a changed copy
     */
    public LoginSettings password(Supplier<char[]> password) {
        return passwords(List.of(Objects.requireNonNull(password)));
    }

    /**
     * Adds the password of the next factor, for MySQL accounts of up to three, or the answer to the next question of
     * {@link AuthPlugin#DIALOG}.
     *
     * @param password as in {@link #password(Supplier)}
     * @return a changed copy
     * @throws ConfigurationException if there are three already
     */
    public LoginSettings furtherPassword(Supplier<char[]> password) {
        if (account.passwords.size() == MOST_FACTORS) {
            throw new ConfigurationException("an account has at most " + MOST_FACTORS + " factors");
        }
        List<Supplier<char[]>> more = new ArrayList<>(account.passwords);
        more.add(Objects.requireNonNull(password));
        return passwords(List.copyOf(more));
    }

    private LoginSettings passwords(List<Supplier<char[]>> newPasswords) {
        return new LoginSettings(new Account(account.user, newPasswords, account.database), proof, extras);
    }

    /**
     * Sets the database that statements mean where they name none.
     *
     * @param newDatabase its name; the account must be allowed to use it
     * @return a changed copy
     */
    public LoginSettings database(String newDatabase) {
        requireName("the database", newDatabase);
        if (newDatabase.isEmpty()) {
            throw new ConfigurationException("the database has no name; leave it out to log in without one");
        }
        return new LoginSettings(new Account(account.user, account.passwords, Optional.of(newDatabase)), proof, extras);
    }

    /**
     * Sets which ways of proving the password are allowed. A server that wants another is refused before it learns anything.
     *
     * @param allowed at least one
     * @return a changed copy
     */
    public LoginSettings plugins(Set<AuthPlugin> allowed) {
        if (allowed.isEmpty()) {
            throw new ConfigurationException("no authentication plugin is allowed");
        }
        return new LoginSettings(
                account, new Proof(Set.copyOf(allowed), proof.serverPublicKey, proof.fetchesPublicKey), extras);
    }

    /**
     * Sets the server's RSA key, by which {@link AuthPlugin#CACHING_SHA2_PASSWORD} and {@link AuthPlugin#SHA256_PASSWORD} send the
     * password where there is no TLS.
     *
     * @param file the server's {@code public_key.pem}; read when a client is made
     * @return a changed copy
     */
    public LoginSettings serverPublicKey(Path file) {
        return new LoginSettings(account, new Proof(proof.plugins, Optional.of(file), proof.fetchesPublicKey), extras);
    }

    /**
     * Asks the server for its RSA key where none is set. Whoever sits between can answer with one of their own and so read the
     * password; TLS is better.
     *
     * @return a changed copy
     */
    public LoginSettings fetchPublicKey() {
        return new LoginSettings(account, new Proof(proof.plugins, proof.serverPublicKey, true), extras);
    }

    /**
     * Tells the server something about this client, to be seen in {@code performance_schema.session_connect_attrs}.
     *
     * @param name not empty, and not beginning with {@code _}: such names are the drivers'
     * @param value any text; all names and values together stay below 60 000 bytes
     * @return a changed copy
     */
    public LoginSettings attribute(String name, String value) {
        if (name.isEmpty() || name.startsWith("_")) {
            throw new ConfigurationException("a connection attribute needs a name that does not begin with _");
        }
        requireText("the name of a connection attribute", name);
        requireText("the connection attribute " + name, value);
        Map<String, String> more = new HashMap<>(extras.attributes);
        more.put(name, value);
        return new LoginSettings(account, proof, new Extras(Map.copyOf(more), extras.capabilities));
    }

    /**
     * Asks for capabilities that change what statements mean.
     *
     * @param more of {@link Capability#FOUND_ROWS}, {@link Capability#INTERACTIVE}, {@link Capability#IGNORE_SPACE},
     *     {@link Capability#MULTI_STATEMENTS}
     * @return a changed copy
     * @throws ConfigurationException for any other: Hansock asks for those that it can serve by itself
     */
    public LoginSettings capabilities(Capability... more) {
        for (Capability capability : more) {
            if (!REQUESTABLE.contains(capability)) {
                throw new ConfigurationException("the capability " + Capabilities.of(capability)
                        + " cannot be asked for; these can: " + REQUESTABLE);
            }
        }
        return with(more);
    }

    /**
     * Compresses what travels (zlib), where the server agrees. Pays off on slow networks only.
     *
     * @return a changed copy
     */
    public LoginSettings compressed() {
        return with(Capability.COMPRESS);
    }

    /**
     * Lets statements send data of the application's with {@code LOAD DATA LOCAL INFILE}. A server can then ask for that data; it is
     * given nothing but what the application handed over for the very statement.
     *
     * @return a changed copy
     */
    public LoginSettings localInfile() {
        return with(Capability.LOCAL_FILES);
    }

    private LoginSettings with(Capability... more) {
        return new LoginSettings(account, proof, new Extras(extras.attributes, extras.capabilities.with(more)));
    }

    /** What the login packet has room for. */
    private static void requireName(String what, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new ConfigurationException(what + " must not hold U+0000");
        }
        requireText(what, text);
    }

    private static void requireText(String what, String text) {
        if (!UTF_8.newEncoder().canEncode(text)) {
            throw new ConfigurationException(what + " is no text: it holds half of a surrogate pair");
        }
    }

    /** {@return the account's name} */
    public String user() {
        return account.user;
    }

    /** {@return the passwords, one a factor; none for an account without a password} */
    public List<Supplier<char[]>> passwords() {
        return account.passwords;
    }

    /** {@return the database, if there is one} */
    public Optional<String> database() {
        return account.database;
    }

    /** {@return the ways of proving the password that are allowed} */
    public Set<AuthPlugin> plugins() {
        return proof.plugins;
    }

    /** {@return the file with the server's RSA key, if there is one} */
    public Optional<Path> serverPublicKey() {
        return proof.serverPublicKey;
    }

    /** {@return whether the server may be asked for its RSA key} */
    public boolean fetchesPublicKey() {
        return proof.fetchesPublicKey;
    }

    /** {@return what the server is told about this client, beside what Hansock tells by itself} */
    public Map<String, String> attributes() {
        return extras.attributes;
    }

    /** {@return what is asked for, beside what Hansock asks for by itself} */
    public Capabilities capabilities() {
        return extras.capabilities;
    }

    /** {@return user and database} */
    @Override
    public String toString() {
        return "LoginSettings[user=" + account.user
                + account.database.map(name -> ", database=" + name).orElse("") + "]";
    }
}
