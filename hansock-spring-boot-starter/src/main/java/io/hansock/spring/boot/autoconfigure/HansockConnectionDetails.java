package io.hansock.spring.boot.autoconfigure;

import io.hansock.ServerSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Where the servers of a client are, and who logs in to them. The only source of addresses and credentials: a bean of this type takes
 * the place of the properties that say them; where it does not know a database or an SSL bundle, those of the properties count. One for a
 * {@linkplain HansockClientsProperties further client} is qualified by its name, and no default candidate:
 * {@code @Bean(defaultCandidate = false)}.
 *
 * <p>Asked only while the client is made, and by the thread that makes that bean, mostly the main one while the application starts: so it should
 * answer at once. Nothing is asked again for later connections. A password that changes meanwhile is set as a supplier by a
 * {@link HansockBuilderCustomizer}: {@code builder.login(login -> login.password(supplier))}.
 */
public interface HansockConnectionDetails extends ConnectionDetails {
    /** {@return the servers, in the order that numbers them on the ring} */
    List<ServerSettings> getServers();

    /** {@return who logs in; null to speak HandlerSocket alone} */
    default @Nullable String getUsername() {
        return null;
    }

    /** {@return the password of that user, if there is one} */
    default @Nullable String getPassword() {
        return null;
    }

    /** {@return the database of tables that name none; null for the one that {@code hansock.database} says} */
    default @Nullable String getDatabase() {
        return null;
    }

    /** {@return the certificates to trust, and perhaps a key of the client's own, for SQL; null for what {@code hansock.ssl.bundle} names} */
    default @Nullable SslBundle getSslBundle() {
        return null;
    }
}
