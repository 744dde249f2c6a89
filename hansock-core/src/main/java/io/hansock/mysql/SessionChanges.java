package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hansock.buffer.ByteReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an OK says of the session's state, as far as it has changed. Protocol text: "OK".
 *
 * @param schema the present database, or null if it is the same
 * @param variables the system variables that were set, with their values; unmodifiable
 * @param stateChanged whether anything was changed that a reset would undo
 * @param gtids the transactions that the server committed, or null
 * @param transactionCharacteristics the SQL that would begin such a transaction again, or null
 * @param transactionState eight letters, or null
 */
record SessionChanges(
        @Nullable String schema,
        Map<String, String> variables,
        boolean stateChanged,
        @Nullable String gtids,
        @Nullable String transactionCharacteristics,
        @Nullable String transactionState) {
    static final SessionChanges NONE = new SessionChanges(null, Map.of(), false, null, null, null);

    private static final int SYSTEM_VARIABLE = 0;
    private static final int SCHEMA = 1;
    private static final int STATE = 2;
    private static final int GTIDS = 3;
    private static final int TRANSACTION_CHARACTERISTICS = 4;
    private static final int TRANSACTION_STATE = 5;

    SessionChanges {
        variables = Map.copyOf(variables);
    }

    /** Reads the entries to the end; those of kinds that it does not know are passed over. */
    static SessionChanges read(ByteReader in) {
        String schema = null;
        Map<String, String> variables = new LinkedHashMap<>();
        boolean stateChanged = false;
        String gtids = null;
        String characteristics = null;
        String state = null;
        while (in.hasRemaining()) {
            int kind = in.uint8();
            ByteReader entry = in.slice(in.lenencInt());
            switch (kind) {
                case SYSTEM_VARIABLE -> readVariables(entry, variables);
                case SCHEMA -> schema = entry.lenencString(UTF_8);
                // the one that is not length-encoded once more
                case STATE -> stateChanged |= "1".equals(entry.restString(UTF_8));
                case GTIDS -> {
                    entry.skip(1);
                    gtids = entry.lenencString(UTF_8);
                }
                case TRANSACTION_CHARACTERISTICS -> characteristics = entry.lenencString(UTF_8);
                case TRANSACTION_STATE -> state = entry.lenencString(UTF_8);
                default -> {
                    // a kind of a newer server
                }
            }
        }
        return new SessionChanges(schema, variables, stateChanged, gtids, characteristics, state);
    }

    /** One in an entry, as a rule; some versions of MariaDB put several into one. */
    private static void readVariables(ByteReader entry, Map<String, String> variables) {
        while (entry.hasRemaining()) {
            String name = entry.lenencString(UTF_8);
            variables.put(name, entry.lenencString(UTF_8));
        }
    }

    boolean isEmpty() {
        return equals(NONE);
    }

    /** The names alone: values never end up in a log by way of this. */
    @Override
    public String toString() {
        return "changes of " + variables.keySet() + (schema == null ? "" : " and the schema");
    }
}
