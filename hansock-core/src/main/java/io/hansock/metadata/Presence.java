package io.hansock.metadata;

/** Whether a table has something that not every user may see. */
public enum Presence {
    /** It has none. */
    NONE,
    /** It has some. */
    SOME,
    /** This user is not shown whether it has any. */
    UNSEEN
}
