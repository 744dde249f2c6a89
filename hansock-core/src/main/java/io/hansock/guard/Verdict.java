package io.hansock.guard;

import io.hansock.RefusedException;
import io.hansock.index.Command;
import org.jspecify.annotations.Nullable;

/**
 * What the guard says of a command.
 *
 * @param <C> the command
 */
public sealed interface Verdict<C extends Command<?>> {
    /**
     * HandlerSocket carries it exactly.
     *
     * @param command the command to send: the one that was judged, or one with its values in the bytes that the columns want
     * @param <C> the command
     */
    record HandlerSocket<C extends Command<?>>(C command) implements Verdict<C> {}

    /**
     * SQL carries it exactly, and HandlerSocket does not, or is not to.
     *
     * @param rule why
     * @param <C> the command
     */
    record Sql<C extends Command<?>>(Rule rule) implements Verdict<C> {}

    /**
     * Neither does. If the table's metadata are not fresh, they are to be read again before the caller is told: a column may have
     * been added in the meantime.
     *
     * @param rule why
     * @param about the table, and the column if it is about one
     * @param reason what is wrong, without any value, and the way out
     * @param <C> the command
     */
    record Refused<C extends Command<?>>(Rule rule, String about, String reason) implements Verdict<C> {
        /** The exception for whoever called. */
        public RefusedException exception(@Nullable String server) {
            return new RefusedException(server, rule.id(), about + ": " + reason);
        }
    }
}
