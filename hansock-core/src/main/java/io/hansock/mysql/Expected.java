package io.hansock.mysql;

/** What a server may answer to a command. ERR is always among it. */
enum Expected {
    /** OK, a text result set, or the request for a local file; each may be followed by more of them. */
    QUERY,
    /** OK or a binary result set; each may be followed by more of them. */
    EXECUTE,
    /** The id of a statement and the definitions of its parameters and columns. */
    PREPARE,
    /** Binary rows of an open cursor, and their end. */
    FETCH,
    /** OK alone. */
    OK,
    /** EOF, or what has taken its place. */
    END,
    /** Message by message until OK, with answers of the client's in between. */
    LOGIN,
    /** One message that follows no pattern. */
    MESSAGE
}
