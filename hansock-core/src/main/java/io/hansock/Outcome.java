package io.hansock;

/** What a caller may conclude about a command that failed before its answer was read. */
public enum Outcome {
    /**
     * No byte of the command left the client, or what left was a transaction that was not committed, and is undone: it was certainly not
     * executed and may be sent again.
     */
    NOTHING_SENT,
    /**
     * The command left and no answer came, or that to a part of it alone: it may have been executed, or half executed, or not. Hansock never
     * repeats a write in this state.
     */
    UNKNOWN
}
