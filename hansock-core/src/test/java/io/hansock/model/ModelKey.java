package io.hansock.model;

import java.util.List;

/**
 * A key of a model's table.
 *
 * @param name its name; {@code PRIMARY} for the primary key
 * @param isUnique whether no two rows are equal in it
 * @param parts its columns, in order
 */
record ModelKey(String name, boolean isUnique, List<Part> parts) {
    /**
     * One of them.
     *
     * @param column its number in the table, from 0
     * @param prefix how many characters or bytes the key holds; 0 for all
     * @param isDescending whether the key has the highest first
     */
    record Part(int column, int prefix, boolean isDescending) {
        /** Whether it runs the other way when the first part of {@code key} ascends. */
        boolean runsAgainst(ModelKey key) {
            return isDescending != key.parts().get(0).isDescending();
        }
    }

    static final String PRIMARY = "PRIMARY";

    /** Whether it is the primary key. */
    boolean isPrimary() {
        return name.equals(PRIMARY);
    }

    /** Whether some parts ascend and others descend. */
    boolean isMixed() {
        return parts.stream().anyMatch(part -> part.runsAgainst(this));
    }
}
