package io.hansock.mysql;

/** The bits of a status. Protocol text: "Status flags". */
final class ServerStatus {
    static final int IN_TRANSACTION = 0x0001;
    static final int AUTOCOMMIT = 0x0002;
    static final int MORE_RESULTS = 0x0008;
    static final int CURSOR_EXISTS = 0x0040;
    static final int LAST_ROW_SENT = 0x0080;
    static final int NO_BACKSLASH_ESCAPES = 0x0200;
    static final int OUT_PARAMETERS = 0x1000;
    static final int IN_READ_ONLY_TRANSACTION = 0x2000;
    static final int SESSION_CHANGED = 0x4000;

    private ServerStatus() {}
}
