package io.hansock.index;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which entries of an index a command is about. */
public sealed interface KeyMatch {
    /**
     * A walk over the index in its order: over the entries equal to the parts, or from there to the index's end.
     *
     * @param comparison any but {@link Comparison#NE}; {@link Comparison#LT} and {@link Comparison#LE} walk backwards
     * @param parts values for the leading columns of the index, at least one; unmodifiable, may hold nulls
     */
    record Compare(Comparison comparison, List<@Nullable Object> parts) implements KeyMatch {
        /** Most key parts that an index has on any server. */
        static final int MOST_PARTS = 32;

        /**
         * Checks the shape; {@link Index} checks the values.
         *
         * @param comparison the comparison
         * @param parts the key
         * @throws IllegalArgumentException if the comparison is {@code NE}, or for no parts or more than 32
         */
        public Compare {
            if (comparison == Comparison.NE) {
                throw new IllegalArgumentException("an index cannot be asked for what a key is not");
            }
            if (parts.isEmpty() || parts.size() > MOST_PARTS) {
                throw new IllegalArgumentException("a key has 1 to " + MOST_PARTS + " parts");
            }
        }

        /** The shape alone: keys never end up in a log by way of this. */
        @Override
        public String toString() {
            return comparison + " " + parts.size() + " parts";
        }
    }

    /**
     * The concatenation of single look-ups, in the order of the values: the prefix and one value each.
     *
     * @param prefix values for the leading columns of the index, possibly none; unmodifiable, may hold nulls
     * @param values values for the column behind the prefix, possibly none: then nothing is found; unmodifiable, none null
     */
    record In(List<@Nullable Object> prefix, List<Object> values) implements KeyMatch {
        /** The shape alone: keys never end up in a log by way of this. */
        @Override
        public String toString() {
            return "in " + values.size() + " values behind " + prefix.size() + " parts";
        }
    }
}
