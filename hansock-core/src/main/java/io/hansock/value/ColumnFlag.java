package io.hansock.value;

/** What a server says of a column beside its type. Of an expression it says little. */
public enum ColumnFlag {
    /** NULL cannot occur. */
    NOT_NULL,
    /** Part of the primary key. */
    PRIMARY_KEY,
    /** Part of a unique key. */
    UNIQUE_KEY,
    /** Part of a key that is not unique. */
    MULTIPLE_KEY,
    /** One of the BLOB or TEXT types, as the server stores it. */
    BLOB,
    /** Numbers are never negative. */
    UNSIGNED,
    /** Numbers are printed with leading zeros, up to the column's length. */
    ZEROFILL,
    /** Text is compared byte by byte. */
    BINARY,
    /** The server numbers new rows. */
    AUTO_INCREMENT,
    /** An insert must name a value. */
    NO_DEFAULT,
    /** An update sets the column to the present time. */
    ON_UPDATE_NOW
}
