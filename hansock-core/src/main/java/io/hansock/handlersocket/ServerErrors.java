package io.hansock.handlersocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.hansock.ServerException;
import io.hansock.ServerException.Kind;

/** What the words and numbers mean with which a server refuses a request. Stateless. */
public final class ServerErrors {
    private static final int LONGEST_TEXT = 64;
    private static final int MOST_DIGITS = 9;

    private ServerErrors() {}

    /**
     * The exception for the token {@code bytes[from..to)} of an error reply.
     *
     * @param context what the request was about, in names alone; may be empty
     */
    public static ServerException of(String server, byte[] bytes, int from, int to, String context) {
        String text = printable(bytes, from, to);
        int code = code(text);
        Kind kind = code > 0 ? kindOf(code) : kindOf(text);
        String hint = code > 0 ? hintFor(code) : hintFor(text);
        String about = context.isEmpty() || hint.isEmpty() ? context + hint : context + ": " + hint;
        return new ServerException(server, code, null, kind, about, text);
    }

    private static String printable(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, Math.min(to - from, LONGEST_TEXT), ISO_8859_1);
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }

    private static int code(String text) {
        if (text.isEmpty() || text.length() > MOST_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 0;
        }
        return Integer.parseInt(text);
    }

    private static Kind kindOf(int code) {
        return switch (code) {
            case 121 -> Kind.DUPLICATE_KEY;
            case 124, 126, 127, 144, 145 -> Kind.CORRUPT;
            case 131 -> Kind.UNSUPPORTED;
            case 146 -> Kind.LOCK_WAIT;
            case 149, 200 -> Kind.DEADLOCK;
            case 151, 152 -> Kind.FOREIGN_KEY;
            case 165 -> Kind.READ_ONLY;
            default -> Kind.OTHER;
        };
    }

    private static Kind kindOf(String word) {
        return switch (word) {
            case "open_table" -> Kind.NO_SUCH_TABLE;
            case "idxnum" -> Kind.NO_SUCH_INDEX;
            case "fld" -> Kind.NO_SUCH_COLUMN;
            case "stmtnum" -> Kind.NOT_OPEN;
            case "lock_tables", "readonly" -> Kind.READ_ONLY;
            case "unauth", "authtype" -> Kind.NOT_AUTHORISED;
            case "notimpl" -> Kind.UNSUPPORTED;
            case "cmd",
                    "op",
                    "klen",
                    "kpnum",
                    "fldnum",
                    "invalueslen",
                    "filtertype",
                    "filterfld",
                    "filterblob",
                    "modop",
                    "tblnum",
                    "syntax" -> Kind.BAD_REQUEST;
            default -> Kind.OTHER;
        };
    }

    private static String hintFor(int code) {
        return switch (code) {
            case 121 -> "a row with this key exists";
            case 124, 126, 127, 144, 145 -> "the index or the table is damaged; check the table";
            case 131 -> "the storage engine cannot do this";
            case 146 -> "a row stayed locked for innodb_lock_wait_timeout; the command changed nothing";
            case 149 ->
                "the server undid all that it was doing for any client at this moment, acknowledged writes too; read before you"
                        + " repeat";
            case 200 -> "the server had undone its transaction before it came to this command";
            case 151 -> "the row that a foreign key names is missing";
            case 152 -> "the row is named by a foreign key";
            case 165 -> "the table takes no writes";
            default -> "the storage engine's error; perror " + code + " explains it";
        };
    }

    private static String hintFor(String word) {
        return switch (word) {
            case "open_table" ->
                "there is no such table, or a pending ALTER or lock kept it shut for lock_wait_timeout; names are case-sensitive";
            case "idxnum" -> "the table has no such index; names are case-sensitive";
            case "fld" -> "the table lacks one of these columns; names are case-sensitive";
            case "stmtnum" -> "nothing is open under this id on this connection";
            case "lock_tables" ->
                "the server is read_only, or another writer held the port's write lock for handlersocket_wrlock_timeout";
            case "readonly" -> "this is the read port; writes go to the write port";
            case "unauth" -> "the port wants its secret first: handlersocket_plain_secret, on the write port …_wr";
            case "notimpl" -> "the server does not know this operation";
            case "kpnum" -> "the key has more parts than the index";
            case "fldnum" -> "more key parts or insert values than the server takes";
            case "filterblob" -> "BLOB and TEXT columns cannot be filtered";
            case "filterfld" -> "a filter names a column that was not opened for filters";
            default -> "";
        };
    }
}
