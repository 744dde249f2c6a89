package io.hansock.mysql;

import io.hansock.HansockException;
import org.jspecify.annotations.Nullable;

/**
 * What is said and heard on one connection until one result is there: exchanges one behind the other, each made when the answer to
 * the one before is known. It does no I/O; whoever runs it carries the exchanges out. An exception of any method ends it.
 *
 * @param <T> the result
 */
public interface Conversation<T> {
    /** {@return the exchange to carry out first} */
    CommandExchange begin();

    /**
     * {@return the exchange to carry out next, or null once there is a result}
     *
     * @param answered the one before, whose reply is in
     */
    @Nullable
    CommandExchange next(CommandExchange answered);

    /**
     * What its caller is told if it has ended by {@code problem}: it may know more of what the server has done than whoever carried its
     * exchanges out.
     */
    default HansockException told(HansockException problem) {
        return problem;
    }

    /**
     * Whether certainly nothing of what was asked is done, whatever has been answered so far. If so, and the next exchange was not sent, its
     * caller may ask anew.
     */
    default boolean hasDoneNothing() {
        return false;
    }

    /** It has ended by an exception, its own or that of who ran it: gives back what it holds. */
    default void abandon() {}

    /** {@return the result; to be asked once there is nothing left to carry out} */
    T result();

    /** {@return what is there once an answer is in} */
    static <X> X present(@Nullable X answered) {
        if (answered == null) {
            throw new IllegalStateException("asked before the answer was in");
        }
        return answered;
    }
}
