package io.hansock.sql;

/**
 * One bit of what a client and a server can agree on at the login. Bits 0 to 31 are MySQL's and MariaDB's, bits from 32 on are
 * MariaDB's alone. What both sides name is agreed; most of it only concerns the shape of the bytes.
 */
public enum Capability {
    /** Bit 0, MySQL: the improved password hash, always there. A MariaDB server leaves it out to say that it is one. */
    LONG_PASSWORD(0),
    /** Bit 1: an update counts the rows that it found, not those that it changed. */
    FOUND_ROWS(1),
    /** Bit 2: column flags have two bytes, always there. */
    LONG_FLAG(2),
    /** Bit 3: the login names a database. */
    CONNECT_WITH_DB(3),
    /** Bit 4: {@code database.table.column} is not allowed. Never agreed. */
    NO_SCHEMA(4),
    /** Bit 5: zlib compression. */
    COMPRESS(5),
    /** Bit 6: once meant for ODBC; without effect. */
    ODBC(6),
    /** Bit 7: the server may ask for a file of the client's, for {@code LOAD DATA LOCAL INFILE}. */
    LOCAL_FILES(7),
    /** Bit 8: blanks between a function's name and its parenthesis are allowed, and so function names are reserved words. */
    IGNORE_SPACE(8),
    /** Bit 9: the protocol of MySQL 4.1 and newer. Required. */
    PROTOCOL_41(9),
    /** Bit 10: the server's {@code interactive_timeout} applies in place of {@code wait_timeout}. */
    INTERACTIVE(10),
    /** Bit 11: the connection goes on in TLS. */
    SSL(11),
    /** Bit 12: about signals of the C client; without effect. */
    IGNORE_SIGPIPE(12),
    /** Bit 13: OK and EOF packets carry the status flags, always there. */
    TRANSACTIONS(13),
    /** Bit 14: once the protocol of 4.1; without effect. */
    RESERVED(14),
    /** Bit 15: passwords are proved by a scramble of 20 bytes. Required. */
    SECURE_CONNECTION(15),
    /** Bit 16: one query may hold several statements, parted by semicolons. Makes SQL injection worse; off unless asked for. */
    MULTI_STATEMENTS(16),
    /** Bit 17: a query may answer several results. */
    MULTI_RESULTS(17),
    /** Bit 18: a prepared statement may answer several results, and OUT parameters. */
    PS_MULTI_RESULTS(18),
    /** Bit 19: passwords are proved in the way that the account's plugin wants. */
    PLUGIN_AUTH(19),
    /** Bit 20: the login tells attributes of the client. */
    CONNECT_ATTRS(20),
    /** Bit 21: the login's proof may be longer than 255 bytes. */
    PLUGIN_AUTH_LENENC_CLIENT_DATA(21),
    /** Bit 22: an expired password lets in, to be changed. */
    CAN_HANDLE_EXPIRED_PASSWORDS(22),
    /** Bit 23: an OK packet tells what a statement changed in the session. */
    SESSION_TRACK(23),
    /** Bit 24: rows end with an OK packet, and column definitions with nothing. */
    DEPRECATE_EOF(24),
    /** Bit 25, MySQL 8: results may come without column definitions. */
    OPTIONAL_RESULTSET_METADATA(25),
    /** Bit 26, MySQL 8.0.18: Zstandard compression. */
    ZSTD_COMPRESSION_ALGORITHM(26),
    /** Bit 27, MySQL 8.0.23: queries carry attributes. */
    QUERY_ATTRIBUTES(27),
    /** Bit 28, MySQL 8.0.27: a login of up to three factors. */
    MULTI_FACTOR_AUTHENTICATION(28),
    /** Bit 29, MySQL: for capabilities to come. Old MariaDB servers mean progress reports by it. */
    CAPABILITY_EXTENSION(29),
    /** Bit 30: a setting of the C client; never on the wire. */
    SSL_VERIFY_SERVER_CERT(30),
    /** Bit 31: a setting of the C client; never on the wire. */
    REMEMBER_OPTIONS(31),
    /** Bit 32, MariaDB: long statements report their progress. */
    PROGRESS(32),
    /** Bit 33, MariaDB: several commands in one packet; no longer there. */
    COM_MULTI(33),
    /** Bit 34, MariaDB 10.2: one execution of a prepared statement with many rows of parameters. */
    STMT_BULK_OPERATIONS(34),
    /** Bit 35, MariaDB 10.5: column definitions tell the types of which the type code says too little. */
    EXTENDED_METADATA(35),
    /** Bit 36, MariaDB 10.6: column definitions of a prepared statement are not sent again. */
    CACHE_METADATA(36),
    /** Bit 37, MariaDB 11.5: a bulk execution answers for each of its rows. */
    BULK_UNIT_RESULTS(37);

    private final int bit;

    Capability(int bit) {
        this.bit = bit;
    }

    /** {@return which bit of {@link Capabilities#bits()} it is, from 0} */
    public int bit() {
        return bit;
    }

    /** {@return the number of which only its bit is set} */
    long mask() {
        return 1L << bit;
    }
}
