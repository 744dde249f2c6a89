package io.hansock.mysql;

import io.hansock.ServerException.Kind;
import org.jspecify.annotations.Nullable;

/** What the error numbers of MySQL and MariaDB mean. Numbers up to 1900 are common to both, newer ones are each one's own. */
final class ErrorCodes {
    /** With {@code innodb_rollback_on_timeout} it undoes the transaction. */
    static final int LOCK_WAIT_TIMEOUT = 1205;

    private ErrorCodes() {}

    /** Whether a refusal by which tables can undo a transaction as a whole. Others by the same number undo nothing: locks by name, or a SIGNAL. */
    static boolean undoesTransaction(int code) {
        return switch (code) {
            case 1020, 1206, 1213 -> true;
            default -> false;
        };
    }

    /** The SQLSTATE decides where the number is unknown. */
    static Kind kindOf(int code, @Nullable String sqlState) {
        return switch (code) {
            case 1022, 1062, 1169, 1557, 1586, 1761, 1762 -> Kind.DUPLICATE_KEY;
            case LOCK_WAIT_TIMEOUT, 3572 -> Kind.LOCK_WAIT;
            case 1020, 1213, 1614, 3058, 3101 -> Kind.DEADLOCK;
            case 1215, 1216, 1217, 1451, 1452 -> Kind.FOREIGN_KEY;
            case 1036, 1290, 1792, 1836 -> Kind.READ_ONLY;
            case 1044, 1045, 1095, 1129, 1130, 1142, 1143, 1227, 1251, 1370, 1698, 1820, 1862, 3118, 3955, 4151 ->
                Kind.NOT_AUTHORISED;
            case 1049, 1051, 1109, 1146, 1305 -> Kind.NO_SUCH_TABLE;
            case 1072, 1091, 1176 -> Kind.NO_SUCH_INDEX;
            case 1054 -> Kind.NO_SUCH_COLUMN;
            case 1064, 1065, 1149 -> Kind.SYNTAX;
            case 1040, 1203, 1226 -> Kind.TOO_MANY_CONNECTIONS;
            case 1053, 1317, 1927 -> Kind.KILLED;
            case 1969, 3024 -> Kind.TIMEOUT;
            case 1048, 1263, 1264, 1265, 1292, 1364, 1366, 1367, 1406, 1411, 1416, 1441, 1690, 3140, 3819 ->
                Kind.BAD_VALUE;
            case 1034, 1035, 1194, 1195, 1712 -> Kind.CORRUPT;
            case 1047, 1148, 1178, 1235, 1295, 3948, 4166 -> Kind.UNSUPPORTED;
            case 1243 -> Kind.NOT_OPEN;
            case 1153, 1156, 1157, 1158, 1210, 1835 -> Kind.BAD_REQUEST;
            default -> kindOf(sqlState == null ? "" : sqlState);
        };
    }

    private static Kind kindOf(String sqlState) {
        // 23 is a constraint; keys have numbers of their own, above
        if (sqlState.startsWith("22") || sqlState.startsWith("23")) {
            return Kind.BAD_VALUE;
        }
        if (sqlState.startsWith("28")) {
            return Kind.NOT_AUTHORISED;
        }
        return switch (sqlState) {
            case "40001" -> Kind.DEADLOCK;
            case "42000" -> Kind.SYNTAX;
            case "42S02" -> Kind.NO_SUCH_TABLE;
            case "42S22" -> Kind.NO_SUCH_COLUMN;
            case "70100" -> Kind.KILLED;
            default -> Kind.OTHER;
        };
    }

    /** What to do, where the number alone says it; empty elsewhere. */
    static String hintFor(int code) {
        return switch (code) {
            case 1020 -> "others have changed a row since it was read; repeat the transaction as a whole";
            case 1040, 1203 -> "raise max_connections, or use fewer";
            case 1044 -> "this account may not use the database";
            case 1045 -> "the user, its password or the host that it comes from is not accepted";
            case 1049 -> "there is no such database";
            case 1053 -> "the server shuts down";
            case 1129 -> "the server blocks this host after too many broken connections; FLUSH HOSTS unblocks it";
            case 1130 -> "the server has no account for this host";
            case 1153 -> "the message is longer than the server's max_allowed_packet";
            case LOCK_WAIT_TIMEOUT ->
                "a row or table stayed locked for too long; the statement was undone, and the transaction only with"
                        + " innodb_rollback_on_timeout";
            case 1206 -> "the transaction has more locks than the server has room for, and was undone";
            case 1213 -> "the transaction was undone; repeat it as a whole";
            case 1226 -> "the account has used up one of its limits";
            case 1461 -> "the server holds max_prepared_stmt_count prepared statements";
            case 1665 ->
                "the server's binlog_format is STATEMENT, which takes no changes at READ COMMITTED; set it to ROW or MIXED";
            case 1820, 1862 -> "the password has expired; it must be changed first";
            case 1927 -> "the connection was killed";
            case 3024, 1969 -> "the statement ran for longer than the server lets it";
            case 3058 -> "locks by name (GET_LOCK) wait for each other; nothing was undone";
            case 3118, 3955, 4151 -> "the account is locked";
            case 3948, 4166 -> "LOCAL INFILE was not allowed at the login or by the server";
            default -> "";
        };
    }
}
