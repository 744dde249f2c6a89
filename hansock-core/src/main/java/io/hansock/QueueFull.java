package io.hansock;

/** What a call meets when as many commands wait for a connection as the settings allow. */
public enum QueueFull {
    /** It waits for room, within its deadline. */
    WAIT,
    /** It fails at once with {@link OverloadedException}. */
    FAIL
}
