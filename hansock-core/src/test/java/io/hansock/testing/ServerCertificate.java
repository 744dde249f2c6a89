package io.hansock.testing;

import java.util.Locale;

/** What a {@link SqlServer} shows to a client that wants TLS. */
public enum ServerCertificate {
    /** Good for {@code localhost} and {@code 127.0.0.1}, signed by the authority of {@link SqlServer#caFile()}. */
    TRUSTED("localhost", "dns:localhost,ip:127.0.0.1", "-1d", 7_300),
    /** Of the same authority, for {@code elsewhere.example} only. */
    OTHER_NAME("elsewhere.example", "dns:elsewhere.example", "-1d", 7_300),
    /** Of the same authority, for the right names, but over. */
    EXPIRED("localhost", "dns:localhost,ip:127.0.0.1", "-3d", 1),
    /** One that the server makes itself, signed by nobody that a client knows; not on MariaDB 10.11, which makes none. */
    SELF_MADE("", "", "", 0),
    /** None: the server does not speak TLS. */
    NONE("", "", "", 0);

    private final String commonName;
    private final String names;
    private final String start;
    private final int days;

    ServerCertificate(String commonName, String names, String start, int days) {
        this.commonName = commonName;
        this.names = names;
        this.start = start;
        this.days = days;
    }

    /** Whether the tests' authority signs it. */
    boolean isSigned() {
        return days > 0;
    }

    /** The name of its files, and of its entry in a key store. */
    String alias() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String commonName() {
        return commonName;
    }

    /** Its subject alternative names, as keytool takes them. */
    String names() {
        return names;
    }

    /** When it begins to be valid, as keytool takes it. */
    String start() {
        return start;
    }

    int days() {
        return days;
    }
}
